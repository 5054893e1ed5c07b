import type { LibraryAdapter } from '../model/adapters';

/** SolidStart's middleware. */
export const solidjsStart: LibraryAdapter = {
  id: 'solidjs-start',
  lists: { '@solidjs/start/middleware#createMiddleware': { option: 'onRequest' } },
  responses: {
    '@solidjs/router#json': { body: 0, init: 1 },
    '@solidjs/router#redirect': { body: -1, init: 1, status: 302 },
  },
  harmless: ['@solidjs/start/http#getRequestURL'],
};
