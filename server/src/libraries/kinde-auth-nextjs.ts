import type { LibraryAdapter } from '../model/adapters';

/** Kinde. */
export const kindeAuthNextjs: LibraryAdapter = {
  id: 'kinde-auth-nextjs',
  verifiers: {
    '@kinde-oss/kinde-auth-nextjs/server#getKindeServerSession().isAuthenticated': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      refusal: 'false',
      async: true,
    },
    '@kinde-oss/kinde-auth-nextjs/server#getKindeServerSession().getUser': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      refusal: 'null',
      async: true,
    },
  },
  middleware: {
    '@kinde-oss/kinde-auth-nextjs/middleware#withAuth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      exemptions: ['publicPaths'],
    },
  },
  harmless: ['@kinde-oss/kinde-auth-nextjs/server#getKindeServerSession'],
};
