import type { LibraryAdapter } from '../model/adapters';

/** Clerk for Fastify: the plugin only tells who calls. */
export const clerkFastify: LibraryAdapter = {
  id: 'clerk-fastify',
  verifiers: {
    '@clerk/fastify#getAuth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: false,
      presented: { argument: 0 },
      refusal: { accepted: { userId: {}, isAuthenticated: true }, refused: { userId: null, isAuthenticated: false } },
    },
  },
  harmless: ['@clerk/fastify#clerkPlugin'],
};
