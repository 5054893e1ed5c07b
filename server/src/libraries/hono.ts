import type { ApiPath, LibraryAdapter, Member, MiddlewareModel, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const token: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  refusal: 'throws',
  async: true,
  presented: { argument: 0 },
  key: { argument: 1 },
  options: { iss: 'issuer', aud: 'audience' },
  weakening: {},
};

const bearer: MiddlewareModel = {
  credential: { kind: 'header', name: 'authorization' },
  method: 'constant-time',
  binds: [],
  key: { argument: 0, path: ['token'] },
};

const jwt: MiddlewareModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  options: { iss: 'issuer', aud: 'audience' },
  key: { argument: 0, path: ['secret'] },
};

/** What validators are asked to look at. */
const parts = { header: 'header', query: 'query', param: 'path', cookie: 'cookie', json: 'body', form: 'body' } as const;

/** Hono's own middleware. An unset token refuses everything. */
export const hono: LibraryAdapter = {
  id: 'hono',
  verifiers: { 'hono/jwt#verify': token, 'hono/jwt#verifyWithJwks': token, 'hono/utils/jwt#verify': token, 'hono/jwt#Jwt.verify': token },
  middleware: {
    'hono/bearer-auth#bearerAuth': { ...bearer, decidedBy: { option: 'verifyToken', gives: ['token', 'request'] } },
    'hono/basic-auth#basicAuth': {
      ...bearer,
      key: { argument: 0, path: ['password'] },
      acceptsUnset: true,
      decidedBy: { option: 'verifyUser', gives: ['name', 'password', 'request'] },
    },
    'hono/jwt#jwt': jwt,
    'hono/jwk#jwk': { ...jwt, key: { argument: 0, path: ['keys'] }, disabledBy: { allow_anon: true } },
  },
  validators: {
    'hono/validator#validator': { parts, by: { function: 1 } },
    '@hono/zod-validator#zValidator': { parts, by: { schema: 1 } },
    '@hono/valibot-validator#vValidator': { parts, by: { schema: 1 } },
    '@hono/standard-validator#sValidator': { parts, by: { schema: 1 } },
  },
  comparisons: { 'hono/utils/buffer#timingSafeEqual': { left: 0, right: 1, async: true } },
  addressFilters: ['hono/ip-restriction#ipRestriction'],
  unverified: {
    'hono/jwt#decode': 'the token is decoded, its signature is not checked',
    'hono/csrf#csrf': 'the origin is compared, nobody is identified',
  },
  environment: { 'hono/adapter#env().*': { validated: false } },
  inputs: {
    ...each(
      ['bun', 'deno', 'cloudflare-workers', 'cloudflare-pages', 'aws-lambda', 'lambda-edge', 'vercel', 'netlify'].map(
        (runtime): ApiPath => `hono/${runtime}#getConnInfo().remote.address`,
      ),
      { kind: 'input', input: 'network', absent: 'undefined', name: 'address' } satisfies Member,
    ),
    '@hono/node-server/conninfo#getConnInfo().remote.address': { kind: 'input', input: 'network', absent: 'undefined', name: 'address' },
  },
  passThrough: {
    'hono/factory#createMiddleware': 0,
    'hono/factory#createFactory().createMiddleware': 0,
    'hono/factory#Factory().createMiddleware': 0,
    '@hono/zod-openapi#createRoute': 0,
  },
  lists: { 'hono/factory#createFactory().createHandlers': {}, 'hono/factory#Factory().createHandlers': {}, 'hono/combine#every': {} },
  combinations: { 'hono/combine#some': 'any', 'hono/combine#except': 'unless' },
  logs: ['hono/logger#logger'],
  harmless: [
    'hono#Hono',
    'hono/cors#cors',
    'hono/secure-headers#secureHeaders',
    'hono/request-id#requestId',
    'hono/timing#timing',
    'hono/pretty-json#prettyJSON',
    'hono/etag#etag',
    'hono/compress#compress',
    'hono/timeout#timeout',
    'hono/body-limit#bodyLimit',
    'hono/csrf#csrf',
    ...members('hono/jwt#', 'sign decode'),
    ...members('hono/cookie#', 'getCookie getSignedCookie setCookie deleteCookie'),
    'hono/factory#createFactory',
    'hono/http-exception#HTTPException',
    ...members('hono/adapter#', 'env getRuntimeKey'),
    '@hono/node-server#serve',
  ],
};
