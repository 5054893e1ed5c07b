import type { LibraryAdapter } from '../model/adapters';

/** JWT for Koa. */
export const koaJwt: LibraryAdapter = {
  id: 'koa-jwt',
  middleware: {
    'koa-jwt#': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry'],
      options: { audience: 'audience', issuer: 'issuer' },
      key: { argument: 0, path: ['secret'] },
      disabledBy: { passthrough: true },
      leaves: { path: ['state', 'user'], namedBy: 'key' },
      exemptions: ['unless'],
    },
  },
};
