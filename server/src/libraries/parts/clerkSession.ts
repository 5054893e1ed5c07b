import type { VerifierModel } from '../../model/adapters';

/** The session of whoever calls, in what Clerk calls `auth()` on every server. */
export const session: VerifierModel = {
  credential: { kind: 'session' },
  method: 'library',
  binds: ['expiry'],
  async: true,
  refusal: {
    accepted: { userId: {}, sessionId: {}, isAuthenticated: true },
    refused: { userId: null, sessionId: null, isAuthenticated: false },
  },
};
