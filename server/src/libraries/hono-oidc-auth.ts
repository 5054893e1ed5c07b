import type { LibraryAdapter } from '../model/adapters';

/** OpenID Connect for Hono. */
export const honoOidcAuth: LibraryAdapter = {
  id: 'hono-oidc-auth',
  verifiers: {
    '@hono/oidc-auth#getAuth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      refusal: 'null',
      async: true,
      presented: { argument: 0 },
    },
  },
  middleware: { '@hono/oidc-auth#oidcAuthMiddleware': { credential: { kind: 'session' }, method: 'library', binds: ['expiry'] } },
};
