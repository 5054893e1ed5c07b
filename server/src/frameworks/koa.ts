import type { ApiPath, Calling, FrameworkAdapter, Member, Shape } from '../model/adapters';
import { routed, type PathSpelling } from '../model/pathSpelling';
import { nodeRequest, nodeResponse, sessionMembers, targetWith, urlWith } from '../model/requestShapes';
import { methodRoutes, type RouterMethod } from '../model/routers';
import { expressPathCovers } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';

const neutral: Member = { kind: 'neutral' };
const headers: Member = { kind: 'input', input: 'header', absent: 'never', name: '' };
const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const host: Member = { kind: 'input', input: 'host', absent: 'empty', name: 'host' };
const network: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };
const spelling: PathSpelling = ['any-case', 'trailing-slash'];
/** An application that is mounted below a path is told what follows it; `originalUrl` and `href` stay whole (measured with koa-mount 4.2). */
const path: Member = { kind: 'pathname', spelling, part: 'below' };
const url = targetWith({ spelling, part: 'below' });
const originalUrl = targetWith({ spelling });

/** What `ctx` takes over from `ctx.request`. */
const request: Shape = {
  'get(*)': { kind: 'input', input: 'header', absent: 'empty' },
  'headers.*': header,
  headers,
  'header.*': header,
  header: headers,
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  querystring: { kind: 'input', input: 'query', absent: 'empty', name: '' },
  search: { kind: 'input', input: 'query', absent: 'empty', name: '' },
  method: { kind: 'input', input: 'method', absent: 'never', name: '' },
  path,
  url,
  originalUrl,
  href: urlWith({ spelling }),
  origin: host,
  host,
  hostname: host,
  ip: network,
  ips: network,
  protocol: neutral,
  secure: neutral,
  fresh: neutral,
  'is()': neutral,
  'accepts()': neutral,
};

/** What `ctx` takes over from `ctx.response`. */
const response: Shape = {
  status: { kind: 'status' },
  body: { kind: 'send' },
  message: neutral,
  type: neutral,
  length: neutral,
  etag: neutral,
  'set()': neutral,
  'append()': neutral,
  'remove()': neutral,
  'vary()': neutral,
  'attachment()': neutral,
  'redirect()': { kind: 'status', status: 302 },
  'flushHeaders()': neutral,
};

function below(prefix: string, shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([name, member]) => [`${prefix}.${name}`, member]));
}

const context: Shape = {
  ...request,
  ...response,
  ...sessionMembers,
  ...below('request', request),
  ...below('response', response),
  ...below('req', { ...nodeRequest, url }),
  ...below('res', nodeResponse),
  'request.body': body,
  'request.rawBody': body,
  'request.files': body,
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'cookies.get(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'cookies.set()': neutral,
  'state.*': neutral,
  'app.emit()': neutral,
  'throw()': { kind: 'throw' },
  'assert()': { kind: 'assert', condition: 0 },
  routerPath: { kind: 'pathname', spelling: routed },
  _matchedRoute: { kind: 'pathname', spelling: routed },
};

const handler: Calling = { parameters: [context, 'next'], result: 'sends-at-end', style: 'koa' };

const methods: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  del: { kind: 'route', methods: ['DELETE'] },
  all: { kind: 'route', methods: [] },
  register: { kind: 'on', methods: 1, paths: 0 },
  use: { kind: 'use' },
  prefix: { kind: 'prefix' },
  allowedMethods: { kind: 'inert' },
};

const routers = ['@koa/router', 'koa-router'];

/** Koa with its routers. Routes ignore case (measured with 3.3 and 15.7), so a test of `ctx.path` can miss a spelling that is routed. */
export const koa: FrameworkAdapter = {
  id: 'koa',
  name: 'Koa',
  homepage: 'https://koajs.com',
  supports: {
    endpoints: '`router.get()` …, `prefix`, nested `routes()`, tests of `ctx.path`',
    guards: '`use()` by path and order, handlers before the last',
  },
  packages: ['koa', ...routers],
  files: [],
  middleware: [],
  routers: [
    {
      create: ['koa#()', ...routers.flatMap((module): readonly ApiPath[] => [`${module}#()`, `${module}#Router()`])],
      types: ['koa#', 'koa#Koa', ...routers.flatMap((module): readonly ApiPath[] => [`${module}#`, `${module}#Router`])],
      methods,
      handler,
      ordered: true,
      prefixOption: 'prefix',
      mounters: ['koa-mount#'],
      covers: (pattern, routePath, exact = false) => expressPathCovers(pattern, routePath, exact),
      join: joinPaths,
    },
  ],
};
