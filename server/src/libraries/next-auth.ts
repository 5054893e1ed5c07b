import type { LibraryAdapter, MiddlewareModel, PopulatingModel, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const session: VerifierModel = {
  credential: { kind: 'session' },
  method: 'library',
  binds: ['expiry'],
  refusal: 'null',
  async: true,
};

const token: VerifierModel = {
  ...session,
  // Encrypted by the application for itself: there is no other audience.
  credential: { kind: 'token', format: 'opaque' },
  presented: { argument: 0, path: ['req'] },
  key: { argument: 0, path: ['secret'] },
  unverifiedWith: ['raw'],
};

/** Version 5's `auth(handler)` sets `req.auth` and calls the handler in any case. */
const wrapping: PopulatingModel = { credential: { kind: 'session' }, method: 'library', binds: ['expiry'], handler: 0, member: 'auth' };

const redirecting: MiddlewareModel = { credential: { kind: 'session' }, method: 'library', binds: ['expiry'] };

/** Auth.js for Next.js, versions 4 and 5. */
export const nextAuth: LibraryAdapter = {
  id: 'next-auth',
  verifiers: {
    ...each(
      [
        'next-auth#getServerSession',
        'next-auth/next#getServerSession',
        'next-auth/next#unstable_getServerSession',
        'next-auth#unstable_getServerSession',
      ],
      session,
    ),
    'next-auth#().auth': session,
    'next-auth/react#getSession': session,
    'next-auth/jwt#getToken': token,
    '@auth/core/jwt#getToken': token,
    'next-auth/jwt#decode': { ...token, presented: { argument: 0, path: ['token'] }, unverifiedWith: [] },
    '@auth/core/jwt#decode': { ...token, presented: { argument: 0, path: ['token'] }, unverifiedWith: [] },
    '@auth/express#getSession': { ...session, presented: { argument: 0 } },
    '@auth/solid-start#getSession': { ...session, presented: { argument: 0 } },
  },
  populates: { 'next-auth#().auth': wrapping },
  middleware: {
    'next-auth/middleware#withAuth': redirecting,
    'next-auth/middleware#': { ...redirecting, uncalled: true },
    'next-auth#().auth': { ...redirecting, uncalled: true, onlyWith: ['authorized'] },
  },
  effects: each(members(['next-auth#()', 'next-auth/react#'], 'signIn signOut unstable_update'), 'database'),
  harmless: [
    'next-auth#',
    'next-auth#AuthError',
    'next-auth#().handlers.**',
    'next-auth#CredentialsSignin',
    'next-auth/providers/*#**',
    'next-auth/jwt#encode',
  ],
};
