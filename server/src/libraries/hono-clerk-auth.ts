import type { LibraryAdapter } from '../model/adapters';

/** Clerk for Hono. */
export const honoClerkAuth: LibraryAdapter = {
  id: 'hono-clerk-auth',
  verifiers: {
    '@hono/clerk-auth#getAuth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: false,
      presented: { argument: 0 },
      refusal: { accepted: { userId: {} }, refused: { userId: null } },
    },
  },
  harmless: ['@hono/clerk-auth#clerkMiddleware'],
};
