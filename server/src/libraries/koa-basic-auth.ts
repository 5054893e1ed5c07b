import type { LibraryAdapter } from '../model/adapters';

/** Basic authentication for Koa. */
export const koaBasicAuth: LibraryAdapter = {
  id: 'koa-basic-auth',
  middleware: {
    'koa-basic-auth#': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'constant-time',
      binds: [],
      key: { argument: 0, path: ['pass'] },
    },
  },
};
