import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Better Auth. `getSessionCookie` reads a cookie and checks nothing. */
export const betterAuth: LibraryAdapter = {
  id: 'better-auth',
  verifiers: {
    'better-auth#betterAuth().api.getSession': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      refusal: 'null',
      async: true,
      presented: { argument: 0, path: ['headers'] },
    },
    'better-auth#betterAuth().api.verifyApiKey': {
      credential: { kind: 'header', name: 'x-api-key' },
      method: 'lookup',
      binds: [],
      async: true,
      presented: { argument: 0, path: ['body', 'key'] },
      refusal: { accepted: { valid: true, key: {} }, refused: { valid: false, key: null } },
    },
  },
  unverified: { 'better-auth/cookies#getSessionCookie': 'the cookie is read, the session is not checked' },
  effects: each(
    members('better-auth#betterAuth().api', `signInEmail signUpEmail signOut createUser updateUser deleteUser createApiKey revokeSession`),
    'database',
  ),
  harmless: ['better-auth#betterAuth', 'better-auth/*#**'],
};
