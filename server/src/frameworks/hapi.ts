import type { ApiPath, Calling, FrameworkAdapter, Member, MiddlewareModel, Shape } from '../model/adapters';
import { nodeRequest } from '../model/requestShapes';
import type { Hook, RouterConvention } from '../model/routers';
import { joinPaths } from '../project/joinPaths';
import { routed } from '../model/pathSpelling';

const neutral: Member = { kind: 'neutral' };
const self: Member = { kind: 'self' };
const network: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'remoteAddress' };
const host: Member = { kind: 'input', input: 'host', absent: 'never', name: 'host' };

const request: Shape = {
  'headers.*': { kind: 'input', input: 'header', absent: 'undefined' },
  headers: { kind: 'input', input: 'header', absent: 'never', name: '' },
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'auth.isAuthenticated': neutral,
  'state.*': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'app.*': { kind: 'neutral' },
  payload: { kind: 'input', input: 'body', absent: 'undefined', name: '' },
  method: { kind: 'input', input: 'method', absent: 'never', name: '' },
  path: { kind: 'pathname', spelling: routed },
  'route.settings.app': { kind: 'neutral' },
  'route.path': { kind: 'pathname', spelling: routed },
  'url.pathname': { kind: 'pathname', spelling: routed },
  'url.searchParams.get(*)': { kind: 'input', input: 'query', absent: 'null' },
  'info.remoteAddress': network,
  'info.host': host,
  'info.hostname': host,
  'info.referrer': { kind: 'input', input: 'header', absent: 'empty', name: 'referer' },
  ...Object.fromEntries(Object.entries(nodeRequest).map(([name, member]) => [`raw.req.${name}`, member])),
  'log()': neutral,
};

/** The response toolkit. */
const toolkit: Shape = {
  'response()': { kind: 'respond', body: 0 },
  'redirect()': { kind: 'respond', status: 302 },
  'unauthenticated()': { kind: 'throw' },
  'authenticated()': { kind: 'respond', continues: true },
  continue: { kind: 'respond', continues: true },
  'state()': self,
  'unstate()': self,
};

const handled: Calling = { parameters: [request, toolkit], result: 'responds-if-any', style: 'hapi' };
/** An answer that is not taken over does not stop a request at this point. */
const preparation: Calling = { parameters: [request, toolkit], result: 'continues-unless-taken-over', style: 'other' };
const extension: Calling = { parameters: [request, toolkit], result: 'responds-or-continues', style: 'other' };

const extensions: Readonly<Record<string, Hook>> = {
  onRequest: { phase: 1, calling: extension },
  onPreAuth: { phase: 2, calling: extension },
  onCredentials: { phase: 4, calling: extension },
  onPostAuth: { phase: 5, calling: extension },
  onPreHandler: { phase: 6, calling: extension },
};

const signed: MiddlewareModel = { credential: { kind: 'token', format: 'jwt' }, method: 'signature', binds: ['expiry'] };
const bearer: MiddlewareModel = { credential: { kind: 'header', name: 'authorization' }, method: 'early-exit', binds: [] };
const basic: MiddlewareModel = { ...bearer, method: 'constant-time' };

const methods: RouterConvention['methods'] = {
  route: { kind: 'object' },
  ext: { kind: 'hook', hooks: extensions },
  register: { kind: 'plugin' },
  decorate: { kind: 'inert' },
  scheme: { kind: 'scheme' },
  strategy: { kind: 'strategy' },
  default: { kind: 'default-strategy' },
};

/** Hapi: routes are authenticated by the strategy they name, else by the default one, whenever that was chosen. */
export const hapi: FrameworkAdapter = {
  id: 'hapi',
  name: 'Hapi',
  homepage: 'https://hapi.dev',
  supports: {
    endpoints: '`server.route()`, plugins with a `prefix`',
    guards: 'Strategies of `auth`, `ext()`, `pre`',
  },
  packages: ['@hapi/hapi', 'hapi'],
  files: [],
  middleware: [],
  routers: [
    {
      create: ['@hapi/hapi', 'hapi'].flatMap((module): readonly ApiPath[] => [`${module}#server()`, `${module}#Server()`]),
      types: ['@hapi/hapi#Server', '@hapi/hapi#', 'hapi#Server'],
      methods,
      handler: handled,
      ordered: false,
      pluginsShare: true,
      pluginPrefix: ['routes', 'prefix'],
      authentication: { phase: 3, calling: { ...handled, result: 'responds-or-continues' }, notes: 'auth.isAuthenticated' },
      schemes: { jwt: signed, basic, 'bearer-access-token': bearer },
      options: {
        method: { kind: 'methods' },
        path: { kind: 'paths' },
        handler: { kind: 'handler' },
        auth: { kind: 'strategy' },
        pre: { kind: 'hook', hook: { phase: 7, calling: preparation } },
        options: { kind: 'options' },
        config: { kind: 'options' },
        app: { kind: 'settings', at: ['route.settings.app'] },
      },
      covers: (pattern, routePath) => pattern === routePath,
      join: joinPaths,
    },
  ],
};
