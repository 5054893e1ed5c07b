import type { ApiPath, Calling, FileConvention, FileMiddleware, FrameworkAdapter } from '../model/adapters';
import { httpMethod } from '../model/endpoint';
import { h3Event } from '../model/h3Event';
import { nitroAddresses } from './parts/applicationAddresses';

/** In a middleware any value ends the request. `next` exists since version 2 of h3. */
const middleware: Calling = { parameters: [h3Event, 'continue'], result: 'responds-or-continues', style: 'other' };

/** What a function of `onRequest` returns is ignored. */
const onRequest: Calling = { ...middleware, result: 'continues-unless-sent' };

const handler: Calling = {
  parameters: [h3Event],
  result: 'responds',
  style: 'h3',
  phases: { before: { onRequest, middleware }, handler: 'handler' },
};

const names = /(?:\.(?<method>connect|delete|get|head|options|patch|post|put|trace))?(?:\.(?<stage>dev|prod|prerender))?$/;

function convention(match: RegExp, more: Partial<FileConvention>): FileConvention {
  return {
    match,
    exports: { default: [] },
    routePath: (found) => toRoutePath(found.groups?.['kind'] ?? '', found.groups?.['route'] ?? ''),
    root: (found) => applicationOf(found.groups?.['root'] ?? ''),
    handler,
    evidence: /\b(?:define\w*Handler|eventHandler|fromNodeMiddleware)\s*[(<]/,
    exportedAs: (_, found) => {
      const method = httpMethod(suffixes(found.groups?.['route'] ?? '').method?.toUpperCase());
      return method ? { name: method, methods: [method] } : { name: 'default', methods: [] };
    },
    ...more,
  };
}

function serverMiddleware(match: RegExp, more: Partial<FileMiddleware>): FileMiddleware {
  return {
    match,
    exports: ['default'],
    handler: { ...middleware, phases: { before: { onRequest, middleware }, handler: 'handler' } },
    root: (found) => applicationOf(found.groups?.['root'] ?? ''),
    covers: () => 'yes',
    ...more,
  };
}

/** Nuxt's server and Nitro. Routes are matched by the decoded path, which `event.path` is. */
export const nitro: FrameworkAdapter = {
  id: 'nitro',
  name: 'Nuxt and Nitro',
  homepage: 'https://nitro.build/guide/routing',
  supports: {
    endpoints: '`server/api` and `server/routes`, `.post.ts` and other suffixes, layers',
    guards: '`server/middleware` by name, `onRequest` of handlers, wrappers',
  },
  packages: ['nuxt', 'nuxt3', 'nuxt-nightly', 'nitropack', 'nitropack-nightly', 'nitro', 'nitro-nightly', 'nitropack-edge'],
  files: [
    convention(/^(?<root>(?:.*?\/)?)server\/(?<kind>api|routes)\/(?<route>(?:[^/]+\/)*[^/]+)(?<!\.(?:test|spec|d))\.[cm]?[jt]sx?$/, {}),
    convention(/^(?<root>(?:.*?\/)?)(?<kind>api|routes)\/(?<route>(?:[^/]+\/)*[^/]+)(?<!\.(?:test|spec|d))\.[cm]?[jt]sx?$/, {
      content: /\b(?:define\w*Handler|eventHandler)\s*[(<]/,
    }),
  ],
  middleware: [
    serverMiddleware(/^(?<root>(?:.*?\/)?)server\/middleware\/(?:[^/]+\/)*[^/]+(?<!\.(?:test|spec|d))\.[cm]?[jt]s$/, {}),
    // In Nuxt this folder holds what browsers run.
    serverMiddleware(/^(?<root>(?:.*?\/)?)middleware\/(?:[^/]+\/)*[^/]+(?<!\.(?:test|spec|d))\.[cm]?[jt]s$/, {
      content: /\b(?:define\w*Handler|eventHandler)\s*[(<]/,
    }),
    // Plugins are called one after the other when the server starts.
    serverMiddleware(/^(?<root>(?:.*?\/)?)server\/plugins\/(?:[^/]+\/)*[^/]+(?<!\.(?:test|spec|d))\.[cm]?[jt]s$/, { runsOnce: true }),
  ],
  routers: [],
  addresses: nitroAddresses,
  autoImports: {
    names: autoImported(),
    folders: ['server/utils', 'shared/utils', 'shared/types', 'utils'],
    configuration: ['nuxt.config.ts', 'nuxt.config.js', 'nuxt.config.mjs', 'nitro.config.ts', 'nitro.config.js', 'vite.config.ts'],
  },
};

/** Layers are parts of the application that holds them. */
function applicationOf(root: string): string {
  return root.replace(/(^|\/)layers\/[^/]+\/$/, '$1');
}

function suffixes(route: string): { readonly method: string | undefined; readonly stage: string | undefined; readonly rest: string } {
  const found = names.exec(route);
  return { method: found?.groups?.['method'], stage: found?.groups?.['stage'], rest: found ? route.slice(0, found.index) : route };
}

/** Groups are no segments; what a name says about methods and stages is no part of the path. A file of the development stage is not deployed. */
function toRoutePath(kind: string, route: string): string | undefined {
  const { stage, rest } = suffixes(route);
  if (stage === 'dev') return undefined;
  const segments = rest.split('/').filter((segment) => !/^\([^)]*\)$/.test(segment));
  if (segments.at(-1) === 'index') segments.pop();
  const path = segments.map((segment) => segment.replace('[...]', '[...rest]')).join('/');
  return kind === 'api' ? `/api/${path}` : `/${path}`;
}

function autoImported(): Readonly<Record<string, ApiPath>> {
  const h3 = `appendHeader appendHeaders appendResponseHeader appendResponseHeaders assertMethod createError defaultContentType defineCachedEventHandler
    defineCachedFunction cachedEventHandler cachedFunction defineEventHandler defineHandler defineLazyEventHandler defineNodeMiddleware
    defineRequestMiddleware defineResponseMiddleware defineWebSocketHandler deleteCookie eventHandler fromNodeMiddleware fromWebHandler getCookie
    getHeader getHeaders getMethod getProxyRequestHeaders getQuery getRequestFingerprint getRequestHeader getRequestHeaders getRequestHost
    getRequestIP getRequestPath getRequestProtocol getRequestURL getRequestWebStream getResponseHeader getResponseHeaders getResponseStatus
    getRouterParam getRouterParams getSession getValidatedQuery getValidatedRouterParams handleCacheHeaders handleCors isError isMethod
    isPreflightRequest lazyEventHandler parseCookies proxyRequest readBody readFormData readMultipartFormData readRawBody readValidatedBody
    removeResponseHeader send sendError sendNoContent sendProxy sendRedirect sendStream sendWebResponse setCookie setHeader setHeaders
    setResponseHeader setResponseHeaders setResponseStatus toWebRequest updateSession useSession HTTPError requireBasicAuth basicAuth`;
  const runtime =
    'useRuntimeConfig useAppConfig useStorage useDatabase useNitroApp useEvent defineTask runTask defineNitroPlugin defineRouteMeta';
  const sessions = 'getUserSession requireUserSession setUserSession clearUserSession replaceUserSession';
  return {
    ...Object.fromEntries(h3.split(/\s+/).map((name) => [name, `h3#${name}` as const])),
    ...Object.fromEntries(runtime.split(' ').map((name) => [name, `virtual:imports#${name}` as const])),
    ...Object.fromEntries(sessions.split(' ').map((name) => [name, `virtual:imports#${name}` as const])),
  };
}
