import type { LibraryAdapter } from '../model/adapters';

/** Firebase tokens for Hono. */
export const honoFirebaseAuth: LibraryAdapter = {
  id: 'hono-firebase-auth',
  verifiers: {
    '@hono/firebase-auth#getFirebaseToken': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry', 'issuer', 'audience'],
      refusal: 'null',
      async: false,
      presented: { argument: 0 },
    },
  },
  middleware: {
    '@hono/firebase-auth#verifyFirebaseAuth': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry', 'issuer', 'audience'],
    },
  },
};
