import type { ApiPath, LibraryAdapter, Member } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Modules that pass on what h3 offers. */
const modules = ['h3', 'virtual:imports', 'nitro', 'nitro/h3', 'nitropack', 'nitropack/runtime'] as const;

function everywhere(names: string): readonly ApiPath[] {
  return modules.flatMap((module) => members(`${module}#`, names));
}

const whole = { absent: 'never', name: '' } as const;
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '', async: true };

/** h3, with what Nitro adds to its handlers. An error that is made has to be thrown or returned; setting a status stops nothing. */
export const h3: LibraryAdapter = {
  id: 'h3',
  verifiers: each(everywhere('requireBasicAuth'), {
    credential: { kind: 'header', name: 'authorization' },
    method: 'constant-time',
    binds: [],
    refusal: 'throws',
    async: true,
    key: { argument: 1, path: ['password'] },
  }),
  middleware: each(everywhere('basicAuth'), {
    credential: { kind: 'header', name: 'authorization' },
    method: 'constant-time',
    binds: [],
    key: { argument: 0, path: ['password'] },
  }),
  passThrough: {
    'h3#useBase': 1,
    ...each(
      everywhere(
        `defineEventHandler eventHandler defineHandler defineCachedEventHandler cachedEventHandler defineCachedHandler defineMiddleware
      defineRequestMiddleware defineValidatedHandler`,
      ),
      0,
    ),
  },
  responses: {
    ...each(everywhere('createError HTTPError H3Error HTTPError.status'), { body: -1, init: 0, status: 500 }),
    ...each(everywhere('sendError'), { body: -1, init: -1, status: 500 }),
    ...each(everywhere('sendRedirect'), { body: -1, init: 2, status: 302 }),
    ...each(everywhere('redirect'), { body: -1, init: 1, status: 302 }),
    ...each(everywhere('send sendStream sendWebResponse'), { body: 1, init: -1 }),
    ...each(everywhere('sendNoContent noContent'), { body: -1, init: -1, status: 204 }),
  },
  statuses: each(everywhere('setResponseStatus'), { argument: 1 }),
  inputs: {
    ...each(everywhere('getHeader(*) getRequestHeader(*)'), {
      kind: 'input',
      input: 'header',
      absent: 'undefined',
      argument: 1,
    } satisfies Member),
    ...each(everywhere('getHeaders() getRequestHeaders()'), { kind: 'input', input: 'header', ...whole } satisfies Member),
    ...each(everywhere('toWebRequest().headers.get(*)'), { kind: 'input', input: 'header', absent: 'null' } satisfies Member),
    ...each(everywhere('getQuery()'), { kind: 'input', input: 'query', ...whole } satisfies Member),
    ...each(everywhere('getValidatedQuery()'), { kind: 'input', input: 'query', ...whole, async: true } satisfies Member),
    ...each(everywhere('getCookie(*)'), { kind: 'input', input: 'cookie', absent: 'undefined', argument: 1 } satisfies Member),
    ...each(everywhere('parseCookies()'), { kind: 'input', input: 'cookie', ...whole } satisfies Member),
    ...each(everywhere('getRouterParam(*)'), { kind: 'input', input: 'path', absent: 'never', argument: 1 } satisfies Member),
    ...each(everywhere('getRouterParams() getValidatedRouterParams()'), { kind: 'input', input: 'path', ...whole } satisfies Member),
    ...each(everywhere('readBody() readRawBody() readFormData() readMultipartFormData() readValidatedBody()'), body),
    ...each(everywhere('getRequestIP() getRequestFingerprint()'), {
      kind: 'input',
      input: 'network',
      absent: 'undefined',
      name: 'address',
    } satisfies Member),
    ...each(everywhere('getRequestHost() getRequestURL().host getRequestURL().hostname getRequestURL().origin'), {
      kind: 'input',
      input: 'host',
      absent: 'never',
      name: 'host',
    } satisfies Member),
    ...each(everywhere('getMethod() getRequestMethod()'), {
      kind: 'input',
      input: 'method',
      absent: 'never',
      name: 'method',
    } satisfies Member),
    ...each(everywhere('getRequestPath()'), {
      kind: 'pathname',
      spelling: ['percent-encoded', 'trailing-slash', 'query'],
    } satisfies Member),
    ...each(everywhere('getRequestURL().pathname'), { kind: 'pathname', spelling: ['percent-encoded', 'trailing-slash'] } satisfies Member),
    ...each(everywhere('getRequestURL().searchParams.get(*)'), { kind: 'input', input: 'query', absent: 'null' } satisfies Member),
    ...each(everywhere('getRequestURL().href getRequestURL().toString()'), { kind: 'input', input: 'url', ...whole } satisfies Member),
  },
  environment: each(everywhere('useRuntimeConfig().*'), { validated: false, prefix: 'NUXT_' }),
  effects: {
    ...each(
      everywhere('useStorage().setItem useStorage().setItemRaw useStorage().removeItem useStorage().clear useDatabase().sql'),
      'database',
    ),
    ...each(everywhere('runTask'), 'queue'),
    ...each(everywhere('proxyRequest sendProxy'), 'http'),
  },
  harmless: [
    ...everywhere(
      `useRuntimeConfig useAppConfig useStorage useDatabase useNitroApp useEvent getRequestURL getRequestProtocol toWebRequest isMethod assertMethod
      isError isPreflightRequest handleCors handleCacheHeaders setHeader setHeaders setResponseHeader setResponseHeaders appendHeader appendHeaders
      appendResponseHeader appendResponseHeaders removeResponseHeader getResponseHeader getResponseHeaders getResponseStatus defaultContentType
      setCookie deleteCookie getProxyRequestHeaders getRequestWebStream defineRouteMeta defineNitroPlugin defineTask useStorage().getItem
      useStorage().getKeys useStorage().hasItem`,
    ),
  ],
};
