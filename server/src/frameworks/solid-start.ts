import type { Calling, FrameworkAdapter, Member, Shape } from '../model/adapters';
import { methodExports } from '../model/fileRouting';
import { h3Event } from '../model/h3Event';
import type { PathSpelling } from '../model/pathSpelling';
import { below, urlWith, webRequest } from '../model/requestShapes';

const neutral: Member = { kind: 'neutral' };

/** Routes are matched with or without a slash at the end; two before the path are one for them and in the request, not in h3's event (measured with 1.3). */
const spelling: PathSpelling = ['trailing-slash'];

/** `APIEvent` and the `FetchEvent` of middleware. */
const event: Shape = {
  ...below('request', { ...webRequest, url: urlWith({ spelling }) }),
  ...below('nativeEvent', { ...h3Event, path: { kind: 'pathname', spelling: [...spelling, 'doubled-slash', 'query'], part: 'below' } }),
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  'response.status': { kind: 'status' },
  'response.headers.set()': neutral,
  clientAddress: { kind: 'input', input: 'network', absent: 'undefined', name: 'client address' },
  'locals.*': neutral,
};

const handler: Calling = { parameters: [event], result: 'responds', style: 'event' };

/** A response stops; `next` exists since version 2. */
const middleware: Calling = { parameters: [event, 'continue'], result: 'responds-or-continues', style: 'other' };

/** SolidStart. */
export const solidStart: FrameworkAdapter = {
  id: 'solid-start',
  name: 'SolidStart',
  homepage: 'https://docs.solidjs.com/solid-start/building-your-application/api-routes',
  supports: {
    endpoints: 'Exports by method below `src/routes`',
    guards: '`onRequest` of `createMiddleware()` where `app.config.ts` names it',
  },
  packages: ['@solidjs/start', 'solid-start'],
  files: [
    {
      match: /^(?<root>(?:.*?\/)?)src\/routes\/(?<route>(?:[^/]+\/)*[^/]+)(?<!\.(?:test|spec|d))\.[jt]sx?$/,
      exports: methodExports,
      pageExports: ['default'],
      routePath: (match) => toRoutePath(match.groups?.['route'] ?? ''),
      root: (match) => match.groups?.['root'] ?? '',
      handler,
      evidence: /\bfrom\s*['"](?:@solidjs\/start|solid-start)/,
    },
  ],
  middleware: [
    {
      match: /^(?<root>(?:.*\/)?)src\/middleware(?:\/index)?\.[jt]sx?$/,
      exports: ['default'],
      handler: middleware,
      root: (match) => match.groups?.['root'] ?? '',
      covers: () => 'yes',
      enabledBy: {
        files: ['app.config.ts', 'app.config.js', 'app.config.mjs', 'vite.config.ts', 'vite.config.js'],
        text: /\bmiddleware\b/,
      },
    },
  ],
  routers: [],
};

/** Groups are no segments, `index` stands for its folder. */
function toRoutePath(route: string): string {
  const segments = route.split('/').map((segment) => segment.replace(/\([^)]*\)/g, ''));
  if (segments.at(-1) === 'index') segments.pop();
  return `/${segments.filter((segment) => segment !== '').join('/')}`;
}
