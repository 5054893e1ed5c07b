import type { Calling, FrameworkAdapter, Member, Shape, VerifierModel } from '../model/adapters';
import { urlWith, webRequest } from '../model/requestShapes';
import { methodRoutes, type Hook, type RouterMethod } from '../model/routers';
import { joinPaths } from '../project/joinPaths';
import { routed, type PathSpelling } from '../model/pathSpelling';

const neutral: Member = { kind: 'neutral' };
const responds: Member = { kind: 'respond', statusArgument: 0, body: 1 };

/** `jwt.verify(token)` of the JWT plugin gives `false` for a token that is not valid. */
const jwt: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  refusal: 'false',
  async: true,
  presented: { argument: 0 },
};

/** Routes ignore a slash at the end, and case counts (measured with 1.4). */
const spelling: PathSpelling = ['trailing-slash'];

const context: Shape = {
  ...Object.fromEntries(
    Object.entries({ ...webRequest, url: urlWith({ spelling }) }).map(([name, member]) => [
      `request.${name}`,
      member.kind === 'self' ? { ...member, path: 'request' } : member,
    ]),
  ),
  'headers.*': { kind: 'input', input: 'header', absent: 'undefined' },
  headers: { kind: 'input', input: 'header', absent: 'never', name: '' },
  bearer: { kind: 'input', input: 'header', absent: 'undefined', name: 'authorization' },
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'cookie.*.value': { kind: 'input', input: 'cookie', absent: 'undefined' },
  body: { kind: 'input', input: 'body', absent: 'undefined', name: '' },
  path: { kind: 'pathname', spelling },
  route: { kind: 'pathname', spelling: routed },
  'set.status': { kind: 'status' },
  'set.headers.*': neutral,
  'set.redirect': neutral,
  'store.*': neutral,
  'status()': responds,
  'error()': responds,
  'redirect()': { kind: 'respond', status: 302 },
  'jwt.verify()': { kind: 'verifier', model: jwt },
  'server.requestIP()': { kind: 'input', input: 'network', absent: 'undefined', name: 'address' },
  ip: { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' },
};

const stops: Calling = { parameters: [context], result: 'responds-unless-nothing', style: 'other' };
const provides: Calling = { parameters: [context], result: 'provides', style: 'other' };

const hooks: Readonly<Record<string, Hook>> = {
  request: { phase: 1, calling: stops },
  parse: { phase: 2, calling: { ...stops, result: 'continues-unless-sent' } },
  transform: { phase: 3, calling: { ...stops, result: 'continues-unless-sent' } },
  derive: { phase: 3, calling: provides },
  beforeHandle: { phase: 5, calling: stops },
  resolve: { phase: 5, calling: provides },
};

const validated: Hook = { phase: 4, calling: stops };

function before(name: string): RouterMethod {
  const hook = hooks[name];
  return hook ? { kind: 'before', hook } : { kind: 'inert' };
}

const methods: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  all: { kind: 'route', methods: [] },
  route: { kind: 'on', methods: 0, paths: 1 },
  onRequest: before('request'),
  onParse: before('parse'),
  onTransform: before('transform'),
  derive: before('derive'),
  onBeforeHandle: before('beforeHandle'),
  resolve: before('resolve'),
  guard: { kind: 'scope' },
  group: { kind: 'scope' },
  use: { kind: 'plugin' },
  mount: { kind: 'use' },
  as: { kind: 'lift' },
  macro: { kind: 'macro' },
};

/** Elysia: hooks are for what is registered after them, and stay within their instance unless they are lifted. */
export const elysia: FrameworkAdapter = {
  id: 'elysia',
  name: 'Elysia',
  homepage: 'https://elysiajs.com',
  supports: {
    endpoints: '`.get()` …, `group()`, plugins, `prefix`',
    guards: '`onBeforeHandle`, `derive`, `resolve`, `guard()`, `macro()`, by their scope',
  },
  packages: ['elysia'],
  files: [],
  middleware: [],
  routers: [
    {
      create: ['elysia#Elysia()', 'elysia#()'],
      types: ['elysia#Elysia'],
      methods,
      handler: { parameters: [context], result: 'responds-if-any', style: 'event' },
      ordered: true,
      prefixOption: 'prefix',
      pluginsShare: true,
      reaches: { option: 'as', names: { local: 0, plugin: 1, scoped: 1, global: Number.POSITIVE_INFINITY } },
      options: {
        ...Object.fromEntries(Object.entries(hooks).map(([name, hook]) => [name, { kind: 'hook' as const, hook }])),
        headers: { kind: 'schema', input: 'header', hook: validated },
        query: { kind: 'schema', input: 'query', hook: validated },
        body: { kind: 'schema', input: 'body', hook: validated },
      },
      covers: (pattern, routePath) => pattern === routePath,
      join: joinPaths,
    },
  ],
};
