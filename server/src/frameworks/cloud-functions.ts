import type { Calling, FrameworkAdapter } from '../model/adapters';
import { callable, type Served, type ServedHandler, type Surroundings } from '../model/serving';
import { memoizedByText } from '../project/memoized';
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
    endpoints: '`onRequest()` (Firebase), `http()` (Functions Framework), exports that `gcloud functions deploy` names',
    guards: '`invoker`, `--no-allow-unauthenticated`',
  },
  packages: [],
  files: [],
  middleware: [],
  addresses: [firebaseAddresses],
  routers: [],
  serving: [
    {
      match: /./,
      mentions: /\bonRequest\b|functions-framework|\bHttpFunction\b|\bexports\b/,
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

function registered({ call = '', exportName, values, surroundings }: Served): readonly ServedHandler[] {
  const named = call.startsWith('@google-cloud/') ? values[0] : exportName;
  const index = values.length - 1;
  if (typeof named !== 'string' || values[index] !== callable) return [];
  const options = index > 0 && isRecord(values[0]) ? values[0] : {};
  if (!call.startsWith('@google-cloud/')) return [handler(named, [index], 'handler', isInvoked(options['invoker']))];
  const deployed = deployments(surroundings).filter(({ entry }) => entry === named);
  return [handler(named, [index], 'registration', deployed.length > 0 && deployed.every(({ isPublic }) => !isPublic))];
}

/** A plain export is a function where its type, the start script or what deploys it says so. */
function exported({ exportName = '', values, text, surroundings, parameters }: Served): readonly ServedHandler[] {
  const isTyped = new RegExp(`\\b${exportName}\\s*:\\s*(?:\\w+\\.)?HttpFunction\\b`).test(text);
  const isTarget = new RegExp(`functions-framework[^"]*--target[= ]${exportName}\\b`).test(surroundings.nearest('package.json') ?? '');
  if (values[0] !== callable || (parameters([0]) ?? 0) > 2) return [];
  const deployed = deployments(surroundings).filter(({ entry }) => entry === exportName);
  if (deployed.length > 0) return deployed.map(({ name, isPublic }) => handler(name, [0], 'handler', !isPublic));
  return isTyped || isTarget ? [handler(exportName, [0], 'handler', false)] : [];
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

/** A function as a command deploys it: under which name which export, and whether everybody may call it. */
interface Deployment {
  readonly name: string;
  readonly entry: string;
  readonly isPublic: boolean;
}

const deploying =
  /(?:^|\/)[^/]*deploy[^/]*\.(?:sh|ya?ml)$|(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)(?:cloudbuild[^/]*\.ya?ml|Makefile)$/;

/** What `gcloud functions deploy … --trigger-http` deploys. */
function deployments(surroundings: Surroundings): readonly Deployment[] {
  const scripts = surroundings.matching(deploying).map((path) => surroundings.text(path));
  return [...scripts, surroundings.nearest('package.json')].flatMap((text) => (text === undefined ? [] : deployedBy(text)));
}

const deployedBy = memoizedByText((script): readonly Deployment[] =>
  [...script.matchAll(/\bfunctions\s+deploy\s+([\w-]+)((?:[^\n\\]|\\.|\\\r?\n)*)/g)].flatMap(([, name = '', options = '']) => {
    const entry = /--entry-point[=\s]+["']?(\w+)/.exec(options)?.[1] ?? name;
    return options.includes('--trigger-http') ? [{ name, entry, isPublic: !options.includes('--no-allow-unauthenticated') }] : [];
  }),
);
