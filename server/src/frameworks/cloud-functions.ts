import type { Calling, FrameworkAdapter } from '../model/adapters';
import { callable, type Served, type ServedHandler } from '../model/serving';
import { isRecord, strings } from '../project/record';
import { expressRequest, expressResponse } from '../model/expressShapes';
import { firebaseAddresses } from './parts/applicationAddresses';

const calling: Calling = { parameters: [expressRequest, expressResponse], result: 'ignored', style: 'express' };

/** Firebase and Google Cloud functions over HTTP. Scheduled ones are called by the platform only. */
export const cloudFunctions: FrameworkAdapter = {
  id: 'cloud-functions',
  name: 'Cloud Functions (Firebase, Google Cloud)',
  homepage: 'https://firebase.google.com/docs/functions/http-events',
  supports: {
    endpoints: '`onRequest()` (Firebase), `http()` (Functions Framework)',
    guards: '`invoker`',
  },
  packages: [],
  files: [],
  middleware: [],
  addresses: [firebaseAddresses],
  routers: [],
  serving: [
    {
      match: /./,
      mentions: /\bonRequest\b|functions-framework|\bHttpFunction\b/,
      calls: [
        'firebase-functions/v2/https#onRequest()',
        'firebase-functions/https#onRequest()',
        'firebase-functions/v1/https#onRequest()',
        'firebase-functions#**.https.onRequest()',
        'firebase-functions/v1#**.https.onRequest()',
        'firebase-functions/v2#**.https.onRequest()',
        '@google-cloud/functions-framework#http()',
      ],
      exports: /./,
      inUse: (surroundings) => /firebase-functions|functions-framework/.test(surroundings.nearest('package.json') ?? 'firebase-functions'),
      handlers: (served) => (served.call === undefined ? exported(served) : registered(served)),
    },
  ],
};

function registered({ call = '', exportName, values }: Served): readonly ServedHandler[] {
  const named = call.startsWith('@google-cloud/') ? values[0] : exportName;
  const index = values.length - 1;
  if (typeof named !== 'string' || values[index] !== callable) return [];
  const options = index > 0 && isRecord(values[0]) ? values[0] : {};
  return [handler(named, [index], call.startsWith('@google-cloud/') ? 'registration' : 'handler', isInvoked(options['invoker']))];
}

/** A plain export is a function where its type or the start script says so. */
function exported({ exportName = '', values, text, surroundings, parameters }: Served): readonly ServedHandler[] {
  const isTyped = new RegExp(`\\b${exportName}\\s*:\\s*(?:\\w+\\.)?HttpFunction\\b`).test(text);
  const isTarget = new RegExp(`functions-framework[^"]*--target[= ]${exportName}\\b`).test(surroundings.nearest('package.json') ?? '');
  if (values[0] !== callable || (!isTyped && !isTarget) || (parameters([0]) ?? 0) > 2) return [];
  return [handler(exportName, [0], 'handler', false)];
}

function handler(name: string, at: ServedHandler['at'], standsAt: ServedHandler['standsAt'], isProtected: boolean): ServedHandler {
  return {
    name,
    methods: [],
    path: `/${name}`,
    hidden: `/${name}`,
    dispatches: true,
    at,
    standsAt,
    calling,
    ...(isProtected ? { protectedBy: { by: 'Cloud Run invoker' } } : {}),
  };
}

/** Whether only certain accounts may invoke it: `private`, or a list of service accounts. */
function isInvoked(invoker: unknown): boolean {
  const accounts = typeof invoker === 'string' ? [invoker] : strings(invoker);
  return accounts.length > 0 && !accounts.includes('public');
}
