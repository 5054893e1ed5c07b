import type { ApiPath, Calling, FrameworkAdapter, Member, Shape, VerifierModel } from '../model/adapters';
import { nodeRequest, nodeResponse } from '../model/requestShapes';
import { methodRoutes, type Hook, type RouterMethod } from '../model/routers';
import { joinPaths } from '../project/joinPaths';
import { routed } from '../model/pathSpelling';

const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const network: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' };
const host: Member = { kind: 'input', input: 'host', absent: 'undefined', name: 'host' };
const cookie: Member = { kind: 'input', input: 'cookie', absent: 'undefined' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };
const neutral: Member = { kind: 'neutral' };
const self: Member = { kind: 'self' };

/** `request.jwtVerify()` of `@fastify/jwt`. */
const jwt: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  refusal: 'throws',
  async: true,
  options: { allowedAud: 'audience', allowedIss: 'issuer' },
  weakening: { ignoreExpiration: 'expiration is ignored' },
};

const request: Shape = {
  'headers.*': header,
  headers: { ...header, absent: 'never', name: '' },
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'cookies.*': cookie,
  body,
  rawBody: body,
  ip: network,
  ips: network,
  host,
  hostname: host,
  protocol: neutral,
  id: neutral,
  method: { kind: 'input', input: 'method', absent: 'never', name: '' },
  url: { kind: 'pathname', spelling: ['percent-encoded', 'query'] },
  originalUrl: { kind: 'pathname', spelling: ['percent-encoded', 'query'] },
  routerPath: { kind: 'pathname', spelling: routed },
  'routeOptions.config': neutral,
  'context.config': neutral,
  routeConfig: neutral,
  'routeOptions.url': { kind: 'pathname', spelling: routed },
  is404: neutral,
  'jwtVerify()': { kind: 'verifier', model: jwt },
  'server.*': { kind: 'decoration' },
  ...Object.fromEntries(Object.entries(nodeRequest).map(([name, member]) => [`raw.${name}`, member])),
  ...Object.fromEntries(Object.entries(nodeRequest).filter(([name]) => name.startsWith('socket.'))),
};

const reply: Shape = {
  'routeOptions.config': neutral,
  'context.config': neutral,
  'code()': { kind: 'status' },
  'status()': { kind: 'status' },
  statusCode: { kind: 'status' },
  'send()': { kind: 'send', body: 0 },
  'redirect()': { kind: 'send', status: 302 },
  'unauthorized()': { kind: 'send', status: 401 },
  'forbidden()': { kind: 'send', status: 403 },
  'badRequest()': { kind: 'send', status: 400 },
  'notFound()': { kind: 'send', status: 404 },
  'callNotFound()': { kind: 'send', status: 404 },
  'sendFile()': { kind: 'send', body: 0 },
  'view()': { kind: 'send', body: 1 },
  'header()': self,
  'headers()': self,
  'type()': self,
  'setCookie()': self,
  'clearCookie()': self,
  'serializer()': self,
  'hijack()': { kind: 'send' },
  'getHeader()': neutral,
  'removeHeader()': neutral,
  'hasHeader()': neutral,
  elapsedTime: neutral,
  sent: { kind: 'sent' },
  ...Object.fromEntries(Object.entries(nodeResponse).map(([name, member]) => [`raw.${name}`, member])),
};

const hooked: Calling = { parameters: [request, reply, 'next'], result: 'continues-unless-sent', style: 'other' };

const hooks: Readonly<Record<string, Hook>> = {
  onRequest: { phase: 1, calling: hooked },
  preParsing: { phase: 2, calling: { ...hooked, parameters: [request, reply, 'any', 'next'] } },
  preValidation: { phase: 3, calling: hooked },
  preHandler: { phase: 4, calling: hooked },
};

const methods: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  all: { kind: 'route', methods: [] },
  route: { kind: 'object' },
  addHook: { kind: 'hook', hooks },
  register: { kind: 'plugin' },
  decorate: { kind: 'decorate' },
  decorateRequest: { kind: 'decorate' },
  decorateReply: { kind: 'decorate' },
  auth: { kind: 'alternatives' },
};

const types = ['FastifyInstance', 'FastifyBaseInstance'].map((name): ApiPath => `fastify#${name}`);

/** Fastify 4 and 5. Routes are matched by the decoded path while `request.url` is as sent (measured with 5.12); hooks belong to a plugin's own scope and run before all of its routes. */
export const fastify: FrameworkAdapter = {
  id: 'fastify',
  name: 'Fastify',
  homepage: 'https://fastify.dev',
  supports: {
    endpoints: '`get()` …, `route()`, plugins with a `prefix`, `@fastify/autoload`',
    guards: '`addHook()` and hooks of routes by encapsulation, `fastify-plugin`',
  },
  packages: ['fastify'],
  files: [],
  middleware: [],
  routers: [
    {
      create: ['fastify#()', 'fastify#fastify()', 'fastify#Fastify()'],
      types,
      methods,
      handler: { parameters: [request, reply], result: 'responds-if-any', style: 'fastify' },
      ordered: false,
      pluginPrefix: ['prefix'],
      unscoped: ['fastify-plugin#', 'fastify-plugin#fastifyPlugin', 'fastify-plugin#default'],
      pluginHook: hooks['onRequest'],
      autoload: ['@fastify/autoload#', '@fastify/autoload#fastifyAutoload', 'fastify-autoload#'],
      options: {
        method: { kind: 'methods' },
        url: { kind: 'paths' },
        path: { kind: 'paths' },
        handler: { kind: 'handler' },
        schema: { kind: 'options' },
        config: { kind: 'settings', at: ['routeOptions.config', 'routeConfig', 'context.config'] },
        ...Object.fromEntries(Object.entries(hooks).map(([name, hook]) => [name, { kind: 'hook', hook }])),
      },
      covers: (pattern, routePath) => pattern === routePath,
      join: joinPaths,
    },
  ],
};
