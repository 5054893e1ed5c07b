import type { Calling, FrameworkAdapter, Member, Shape, VerifierModel } from '../model/adapters';
import { routed } from '../model/pathSpelling';
import { below, nodeRequest, nodeResponse } from '../model/requestShapes';
import { methodRoutes, type ResourceAction, type RouterMethod } from '../model/routers';
import { expressPathCovers } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';

const neutral: Member = { kind: 'neutral' };
const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const address: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' };
const host: Member = { kind: 'input', input: 'host', absent: 'null', name: 'host' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };

/** `auth.authenticate()` and `authenticateUsing()` throw without a session or token; `check()` only tells. */
const signedIn: VerifierModel = { credential: { kind: 'session' }, method: 'library', binds: [], refusal: 'throws', async: true };

const request: Shape = {
  'header(*)': header,
  'headers()': { ...header, absent: 'never', name: '' },
  'qs()': { kind: 'input', input: 'query', absent: 'never', name: '' },
  'input(*)': { kind: 'input', input: 'query', absent: 'undefined' },
  'param(*)': { kind: 'input', input: 'path', absent: 'undefined' },
  'params()': { kind: 'input', input: 'path', absent: 'never', name: '' },
  'cookie(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'plainCookie(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'body()': body,
  'all()': body,
  'only()': body,
  'raw()': body,
  'validateUsing()': { ...body, async: true },
  'method()': { kind: 'input', input: 'method', absent: 'never', name: '' },
  'url()': { kind: 'pathname', spelling: ['trailing-slash'] },
  'completeUrl()': { kind: 'input', input: 'url', absent: 'never', name: '' },
  'ip()': address,
  'ips()': address,
  'host()': host,
  'hostname()': host,
  'protocol()': neutral,
  'secure()': neutral,
  'id()': neutral,
  ...below('request', nodeRequest),
};

const refusals = { badRequest: 400, unauthorized: 401, paymentRequired: 402, forbidden: 403, notFound: 404, methodNotAllowed: 405 };
const failures = { conflict: 409, unprocessableEntity: 422, tooManyRequests: 429, internalServerError: 500, serviceUnavailable: 503 };
const successes = { ok: 200, created: 201, accepted: 202, noContent: 204 };

/** What sets the answer; code after it still runs. */
const response: Shape = {
  ...Object.fromEntries(
    Object.entries({ ...refusals, ...failures, ...successes }).map(([name, status]) => [`${name}()`, { kind: 'send', status, body: 0 }]),
  ),
  'send()': { kind: 'send', body: 0 },
  'json()': { kind: 'send', body: 0 },
  'stream()': { kind: 'send', body: 0 },
  'redirect()': { kind: 'send', status: 302 },
  'status()': { kind: 'status' },
  'safeStatus()': { kind: 'status' },
  'abort()': { kind: 'throw' },
  'header()': { kind: 'self' },
  'safeHeader()': { kind: 'self' },
  'type()': { kind: 'self' },
  'cookie()': { kind: 'self' },
  'append()': { kind: 'self' },
  ...below('response', nodeResponse),
};

const context: Shape = {
  ...below('request', request),
  ...below('response', response),
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'auth.authenticate()': { kind: 'verifier', model: signedIn },
  'auth.authenticateUsing()': { kind: 'verifier', model: signedIn },
  'auth.getUserOrFail()': { kind: 'verifier', model: { ...signedIn, async: false } },
  'auth.check()': { kind: 'verifier', model: { ...signedIn, refusal: 'false' } },
  'auth.use().authenticate()': { kind: 'verifier', model: signedIn },
  'auth.use().check()': { kind: 'verifier', model: { ...signedIn, refusal: 'false' } },
  'route.pattern': { kind: 'pathname', spelling: routed },
  'logger.*': neutral,
  'containerResolver.bindValue()': neutral,
};

const handler: Calling = { parameters: [context, 'next'], result: 'responds-if-any', style: 'adonis' };

const action: ResourceAction = { name: '', methods: ['GET'], path: '', isOfOne: false, isForm: false };

const actions: readonly ResourceAction[] = [
  { ...action, name: 'index' },
  { ...action, name: 'create', path: '/create', isForm: true },
  { ...action, name: 'store', methods: ['POST'] },
  { ...action, name: 'show', path: '/:id', isOfOne: true },
  { ...action, name: 'edit', path: '/:id/edit', isOfOne: true, isForm: true },
  { ...action, name: 'update', path: '/:id', methods: ['PUT', 'PATCH'], isOfOne: true },
  { ...action, name: 'destroy', path: '/:id', methods: ['DELETE'], isOfOne: true },
];

const methods: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  any: { kind: 'route', methods: [] },
  route: { kind: 'on', methods: 1, paths: 0 },
  use: { kind: 'use' },
  group: { kind: 'group' },
  prefix: { kind: 'prefix' },
  named: { kind: 'named' },
  middleware: { kind: 'use', byName: true },
  register: { kind: 'use' },
  registerNamed: { kind: 'named' },
  resource: { kind: 'resource', actions, isShallow: false },
  shallowResource: { kind: 'resource', actions, isShallow: true },
};

const folder = 'app/Controllers/Http';

/** AdonisJS 5 and 6: routes and groups of the shared router, named middleware, controllers as classes. */
export const adonisjs: FrameworkAdapter = {
  id: 'adonisjs',
  name: 'AdonisJS',
  homepage: 'https://docs.adonisjs.com/guides/basics/routing',
  supports: {
    endpoints: '`router.get()` …, `Route.get()` of version 5, `group()`, `prefix()`, controllers as classes',
    guards: '`router.use()`, `use()` with named middleware, by the order of the kernel',
  },
  packages: ['@adonisjs/core'],
  files: [],
  middleware: [],
  routers: [
    {
      create: [],
      instances: [
        '@adonisjs/core/services/router#',
        '@adonisjs/core/services/server#',
        '@ioc:Adonis/Core/Route#',
        '@ioc:Adonis/Core/Server#middleware',
      ],
      types: ['@adonisjs/core/http#Router'],
      methods,
      handler,
      ordered: false,
      action: 'handle',
      controllers: ['App/Controllers/Http', `../${folder}`, `../../${folder}`],
      givesRoutes: true,
      covers: (pattern, routePath, exact = false) => expressPathCovers(pattern, routePath, exact),
      join: joinPaths,
    },
  ],
};
