import type { Calling, FileConvention, FrameworkAdapter, Shape } from '../model/adapters';
import type { ExportedAs } from '../model/fileRouting';
import { below, requestUrl, urlWith, webRequest } from '../model/requestShapes';
import { flatRouteParents, flatRoutePath } from '../project/flatRoutes';
import { readRouteConfig } from '../project/routeConfig';
import type { PathSpelling } from '../model/pathSpelling';

/** Routes are matched by the decoded path, whatever its case, with or without a slash at the end; code sees it as it was sent (measured with 7.18). */
const spelling: PathSpelling = ['percent-encoded', 'any-case', 'trailing-slash'];

/** What loaders, actions and middleware are given. */
const given: Shape = {
  ...below('request', { ...webRequest, url: urlWith({ spelling }) }),
  ...below('url', requestUrl(spelling)),
  'params.*': { kind: 'input', input: 'path', absent: 'undefined' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'context.cloudflare.env.*': { kind: 'environment' },
  'context.env.*': { kind: 'environment' },
  'context.cloudflare.ctx.waitUntil()': { kind: 'neutral' },
  'context.set(*)': { kind: 'keep' },
  'context.get(*)': { kind: 'kept' },
};

const handler: Calling = { parameters: [given], result: 'responds', style: 'event' };

/** `next` is called for a middleware that neither does so nor answers. */
const middleware: Calling = { parameters: [given, 'continue'], result: 'responds-or-continues', style: 'other' };

const exported: Readonly<Record<string, ExportedAs>> = {
  loader: { name: 'GET', methods: ['GET'] },
  action: { name: 'POST', methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
};

const routes: FileConvention = {
  match: /^(?<root>(?:.*?\/)?)app\/(?<name>(?:[^/]+\/)*[^/]+)(?<!\.(?:test|spec|d|server|client))\.[jt]sx?$/,
  exports: Object.fromEntries(Object.entries(exported).map(([name, { methods }]) => [name, methods])),
  exportedAs: (name) => exported[name],
  // A route with a component is a page.
  pageExports: ['default'],
  routePath: (match) => (routeName(match) === undefined ? undefined : flatRoutePath(routeName(match) ?? '')),
  root: (match) => match.groups?.['root'] ?? '',
  handler,
  evidence: /\bfrom\s*['"](?:react-router|@remix-run\/)/,
  content: /\b(?:loader|action)\b/,
  list: { files: ['app/routes.ts', 'app/routes.js', 'app/routes.mts', 'app/routes.tsx'], read: readRouteConfig },
  parents: (match) => [
    'app/root',
    ...flatRouteParents(routeName(match) ?? '').flatMap((name) => [`app/routes/${name}`, `app/routes/${name}/route`]),
  ],
  before: {
    exports: ['middleware', 'unstable_middleware'],
    handler: middleware,
    enabledBy: {
      files: ['react-router.config.ts', 'react-router.config.js', 'react-router.config.mts'],
      text: /\b(?:v8_middleware|unstable_middleware)\s*:\s*true/,
    },
  },
};

/** React Router 7 as a framework, and Remix before it: routes without a component. */
export const reactRouter: FrameworkAdapter = {
  id: 'react-router',
  name: 'React Router and Remix',
  homepage: 'https://reactrouter.com/how-to/resource-routes',
  supports: {
    endpoints: '`loader` and `action` of resource routes, by `routes.ts` or file name',
    guards: '`middleware` of the route and those around it',
  },
  packages: [
    ...['node', 'cloudflare', 'deno', 'serve', 'server-runtime', 'react', 'dev', 'express'].map((name) => `@remix-run/${name}`),
    ...['node', 'cloudflare', 'serve', 'dev', 'express', 'fs-routes', 'architect'].map((name) => `@react-router/${name}`),
    'react-router',
    '@vercel/remix',
    'remix',
  ],
  files: [routes],
  middleware: [],
  routers: [],
};

/** The name below `app/routes`; other files are routes only where a list says so. */
function routeName(match: RegExpExecArray): string | undefined {
  return /^routes\/(.+)$/.exec(match.groups?.['name'] ?? '')?.[1];
}
