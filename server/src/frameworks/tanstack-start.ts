import type { Calling, FrameworkAdapter, ParameterObject, Shape } from '../model/adapters';
import { methodExports } from '../model/fileRouting';
import type { PathSpelling } from '../model/pathSpelling';
import { urlWith, webRequest } from '../model/requestShapes';
import { flatRoutePath } from '../project/flatRoutes';

/** Routes are matched by the decoded path, whatever its case, with or without a slash at the end; code sees it as it was sent (measured with 1.169). */
const spelling: PathSpelling = ['percent-encoded', 'any-case', 'trailing-slash'];

const request: Shape = { ...webRequest, url: urlWith({ spelling }) };

const params: Shape = { '*': { kind: 'input', input: 'path', absent: 'never' } };

/** What middleware hands on: `next({ context: { user } })`. */
const context: Shape = { '*': { kind: 'neutral' } };

const given: ParameterObject = { kind: 'parts', parts: { request, params, context, next: 'continue' } };
const hands = { option: 'context', to: context };

const handler: Calling = { parameters: [given], result: 'responds', style: 'event', hands };

/** It calls `next`, answers or throws. */
const middleware: Calling = { parameters: [given], result: 'ignored', style: 'event', hands };

/** TanStack Start. */
export const tanstackStart: FrameworkAdapter = {
  id: 'tanstack-start',
  name: 'TanStack Start',
  homepage: 'https://tanstack.com/start/latest/docs/framework/react/guide/server-routes',
  supports: {
    endpoints: '`handlers` of `createFileRoute()`, `createServerFileRoute()`, `createAPIFileRoute()`',
    guards: '`middleware` of routes and methods, `requestMiddleware`',
  },
  packages: [
    ...['react', 'solid', 'vue'].flatMap((name) => [`@tanstack/${name}-start`, `@tanstack/${name}-start-server`]),
    '@tanstack/start',
  ],
  files: [
    {
      match: /^(?<root>(?:.*?\/)?)(?:src|app)\/(?:app\/)?routes\/(?<name>(?:[^/]+\/)*[^/]+)(?<!\.(?:test|spec|d))\.[jt]sx?$/,
      exports: { Route: [], ServerRoute: [], APIRoute: [] },
      members: {
        calls: {
          'createFileRoute()()': ['server', 'handlers'],
          'createRootRoute()': ['server', 'handlers'],
          'createServerFileRoute().methods()': [],
          'createAPIFileRoute()()': [],
        },
        methods: { ...methodExports, ANY: [] },
        routePath: writtenPath,
        middleware,
      },
      routePath: (match) => flatRoutePath(match.groups?.['name'] ?? ''),
      root: (match) => match.groups?.['root'] ?? '',
      handler,
      evidence: /\bfrom\s*['"]@tanstack\/(?:react|solid|vue)-(?:router|start)/,
      content: /\bserver\s*:|\bcreate(?:Server|API)FileRoute\b/,
    },
  ],
  middleware: [
    {
      match: /^(?<root>(?:.*?\/)?)src\/start\.[jt]sx?$/,
      exports: ['startInstance', 'default'],
      handler: middleware,
      root: (match) => match.groups?.['root'] ?? '',
      covers: () => 'yes',
    },
  ],
  routers: [],
};

/** Pathless layouts and groups are no segments, `$` is the rest, which may be empty. */
function writtenPath(written: string): string {
  const segments = written.split('/').filter((segment) => segment !== '' && !segment.startsWith('_') && !/^\(.*\)$/.test(segment));
  return `/${segments.map((segment) => (segment === '$' ? '[[...rest]]' : segment.replace(/^\$(.+)$/, '[$1]').replace(/_$/, ''))).join('/')}`;
}
