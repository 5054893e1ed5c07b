import type { LibraryAdapter } from '../model/adapters';

/** What code asks an empty session for; which members it has is up to the application. */
const nobody = {
  user: undefined,
  userId: undefined,
  id: undefined,
  email: undefined,
  role: undefined,
  isLoggedIn: undefined,
  isAdmin: undefined,
  admin: undefined,
  loggedIn: undefined,
  account: undefined,
  token: undefined,
  accessToken: undefined,
};

/** Iron Session gives an object in any case: only a member that was put into it proves a session. */
export const ironSession: LibraryAdapter = {
  id: 'iron-session',
  verifiers: {
    'iron-session#getIronSession': {
      credential: { kind: 'session' },
      method: 'library',
      binds: [],
      async: true,
      refusal: { accepted: {}, refused: nobody },
    },
    'iron-session#unsealData': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: true,
      presented: { argument: 0 },
      refusal: { accepted: {}, refused: nobody },
    },
  },
  harmless: ['iron-session#sealData'],
};
