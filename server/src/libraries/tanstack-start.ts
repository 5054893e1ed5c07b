import type { ApiPath, LibraryAdapter, Member } from '../model/adapters';
import { each, members } from '../model/apiPath';

const frameworks = ['react', 'solid', 'vue'];
const roots = frameworks.map((name): ApiPath => `@tanstack/${name}-start#`);
const servers = frameworks.flatMap((name): readonly ApiPath[] => [`@tanstack/${name}-start/server#`, `@tanstack/${name}-start-server#`]);

/** TanStack Start: middleware, and the request as its functions see it without being given it. */
export const tanstackStart: LibraryAdapter = {
  id: 'tanstack-start',
  passThrough: each(members(roots, 'createMiddleware().server createMiddleware().middleware().server'), 0),
  lists: each(members(roots, 'createStart'), { option: 'requestMiddleware' }),
  responses: {
    ...each(
      frameworks.flatMap((name) => members([`@tanstack/${name}-start#`, `@tanstack/${name}-router#`], 'json')),
      { body: 0, init: 1 },
    ),
  },
  inputs: {
    ...each(members(servers, 'getRequestHeader(*)'), { kind: 'input', input: 'header', absent: 'undefined' } satisfies Member),
    ...each(members(servers, 'getHeader(*)'), { kind: 'input', input: 'header', absent: 'undefined' } satisfies Member),
    ...each(members(servers, 'getRequestHeaders() getHeaders()'), {
      kind: 'input',
      input: 'header',
      absent: 'never',
      name: '',
    } satisfies Member),
    ...each(members(servers, 'getCookie(*)'), { kind: 'input', input: 'cookie', absent: 'undefined' } satisfies Member),
    ...each(members(servers, 'getRequest().headers.get(*) getWebRequest().headers.get(*)'), {
      kind: 'input',
      input: 'header',
      absent: 'null',
    } satisfies Member),
    ...each(members(servers, 'getRequestIP()'), { kind: 'input', input: 'network', absent: 'undefined', name: 'address' } satisfies Member),
  },
  harmless: [
    ...members(roots, 'createMiddleware createStart createServerFn createCsrfMiddleware'),
    ...members(servers, 'getRequest getWebRequest setResponseHeader setResponseHeaders setHeader setCookie setResponseStatus'),
  ],
};
