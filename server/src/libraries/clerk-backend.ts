import type { LibraryAdapter } from '../model/adapters';

/** Clerk without a framework. */
export const clerkBackend: LibraryAdapter = {
  id: 'clerk-backend',
  verifiers: {
    '@clerk/backend#createClerkClient().authenticateRequest': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: true,
      presented: { argument: 0 },
      refusal: { accepted: { isAuthenticated: true, isSignedIn: true }, refused: { isAuthenticated: false, isSignedIn: false } },
    },
    '@clerk/backend#verifyToken': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry', 'issuer'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
    },
    '@clerk/backend/webhooks#verifyWebhook': {
      credential: { kind: 'signature', header: 'svix-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
    },
  },
  harmless: ['@clerk/backend#createClerkClient'],
};
