import type { ApiPath, FrameworkAdapter, Member, Shape } from '../model/adapters';
import { methodRoutes, type RouterMethod } from '../model/routers';
import { nodeRequest, urlWith, webRequest } from '../model/requestShapes';
import { honoPathCovers } from '../project/honoPath';
import { joinPaths } from '../project/joinPaths';
import { routed } from '../model/pathSpelling';
import { bindings } from './parts/webHandlers';

const neutral: Member = { kind: 'neutral' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };
const readBody: Member = { ...body, async: true };
const query: Member = { kind: 'input', input: 'query', absent: 'undefined' };
const path: Member = { kind: 'input', input: 'path', absent: 'never' };
const responds: Member = { kind: 'respond', body: 0, statusArgument: 1 };

function whole(input: 'header' | 'query' | 'path' | 'cookie' | 'body'): Member {
  return { kind: 'input', input, absent: 'never', name: '' };
}

function below(prefix: string, shape: Shape): Shape {
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [`${prefix}.${name}`, member.kind === 'self' ? { ...member, path: prefix } : member]),
  );
}
/** The path is decoded for routing and for `path`, not in the URL; `mount` cuts its own path off (measured with 4.13). */
const url = urlWith({ spelling: ['percent-encoded'], part: 'below' });

/** Hono's context. */
const context: Shape = {
  'req.header(*)': { kind: 'input', input: 'header', absent: 'undefined' },
  'req.header()': whole('header'),
  'req.query(*)': query,
  'req.query()': whole('query'),
  'req.queries(*)': query,
  'req.param(*)': path,
  'req.param()': whole('path'),
  'req.json()': readBody,
  'req.text()': readBody,
  'req.arrayBuffer()': readBody,
  'req.blob()': readBody,
  'req.formData()': readBody,
  'req.parseBody()': readBody,
  'req.bytes()': readBody,
  'req.valid(*)': {
    kind: 'selected',
    by: {
      header: whole('header'),
      query: whole('query'),
      param: whole('path'),
      cookie: whole('cookie'),
      json: whole('body'),
      form: whole('body'),
    },
  },
  'req.method': { kind: 'input', input: 'method', absent: 'never', name: '' },
  'req.url': url,
  'req.path': { kind: 'pathname', spelling: routed, part: 'below' },
  'req.routePath': { kind: 'pathname', spelling: routed, part: 'below' },
  ...below('req.raw', { ...webRequest, url }),
  'req.raw.cf.*': neutral,
  ...below('env.incoming', nodeRequest),
  ...below('env', bindings()),
  'set(*)': { kind: 'keep' },
  'get(*)': { kind: 'kept' },
  'var.*': { kind: 'kept' },
  'json()': responds,
  'text()': responds,
  'html()': responds,
  'body()': responds,
  'newResponse()': responds,
  'redirect()': { kind: 'respond', status: 302 },
  'notFound()': { kind: 'respond', status: 404 },
  'render()': { kind: 'respond', body: 0 },
  'status()': { kind: 'status' },
  'header()': neutral,
  'setRenderer()': neutral,
  'executionCtx.waitUntil()': neutral,
  'executionCtx.passThroughOnException()': neutral,
  'event.waitUntil()': neutral,
  'res.headers.set()': neutral,
  'res.headers.append()': neutral,
  'res.headers.delete()': neutral,
  'res.status': neutral,
  res: neutral,
  error: neutral,
};

const methods: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  all: { kind: 'route', methods: [] },
  on: { kind: 'on', methods: 0, paths: 1 },
  openapi: { kind: 'object' },
  use: { kind: 'use' },
  route: { kind: 'use' },
  mount: { kind: 'use', hidesMount: true },
  basePath: { kind: 'base' },
};

const factories = ['Hono', 'OpenAPIHono'];
const modules = ['hono', 'hono/tiny', 'hono/quick', '@hono/zod-openapi'];

/** Hono on every runtime. Routes and middleware see the same decoded path, so no spelling passes a middleware by. */
export const hono: FrameworkAdapter = {
  id: 'hono',
  name: 'Hono',
  homepage: 'https://hono.dev',
  supports: {
    endpoints: '`get()` …, `on()`, `route()`, `basePath()`, `openapi()`',
    guards: '`use()` by path and order, handlers before the last, `createMiddleware()`',
  },
  packages: ['hono', '@hono/zod-openapi', '@agentuity/runtime'],
  files: [],
  middleware: [],
  routers: [
    {
      create: [
        ...modules.flatMap((module) => factories.map((name): ApiPath => `${module}#${name}()`)),
        '@agentuity/runtime#createRouter()',
        'hono/factory#createFactory().createApp()',
        'hono/factory#Factory().createApp()',
      ],
      types: modules.flatMap((module) => factories.map((name): ApiPath => `${module}#${name}`)),
      methods,
      handler: { parameters: [context, 'next'], result: 'responds-if-any', style: 'hono' },
      ordered: true,
      leaks: true,
      anyPath: '*',
      dispatchers: ['vercel', 'netlify', 'aws-lambda', 'lambda-edge', 'cloudflare-pages', 'service-worker', 'azure', 'next', 'nextjs']
        .map((runtime): ApiPath => `hono/${runtime}#handle`)
        .concat(['@hono/node-server/vercel#handle']),
      options: { method: { kind: 'methods' }, path: { kind: 'paths' }, middleware: { kind: 'middleware' } },
      covers: honoPathCovers,
      join: joinPaths,
    },
  ],
};
