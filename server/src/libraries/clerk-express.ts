import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Clerk for Express: `clerkMiddleware` only tells who calls, `requireAuth` refuses. */
export const clerkExpress: LibraryAdapter = {
  id: 'clerk-express',
  verifiers: {
    '@clerk/express#getAuth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: false,
      presented: { argument: 0 },
      refusal: { accepted: { userId: {}, isAuthenticated: true }, refused: { userId: null, isAuthenticated: false } },
    },
  },
  middleware: { '@clerk/express#requireAuth': { credential: { kind: 'session' }, method: 'library', binds: ['expiry'] } },
  harmless: members('@clerk/express#', 'clerkMiddleware clerkClient'),
};
