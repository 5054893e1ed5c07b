import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** WorkOS AuthKit. Its middleware refuses nothing unless `middlewareAuth` is enabled. */
export const workosAuthkitNextjs: LibraryAdapter = {
  id: 'workos-authkit-nextjs',
  verifiers: {
    '@workos-inc/authkit-nextjs#withAuth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: true,
      refusal: { accepted: { user: {} }, refused: { user: null } },
      refusalWith: { ensureSignedIn: 'throws' },
    },
    '@workos-inc/authkit-nextjs#validateApiKey': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'lookup',
      binds: [],
      async: true,
      refusal: { accepted: { apiKey: {} }, refused: { apiKey: null } },
    },
  },
  middleware: {
    ...each(members('@workos-inc/authkit-nextjs#', 'authkitMiddleware authkitProxy'), {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      onlyWith: ['middlewareAuth'],
      disabledBy: { enabled: false },
      exemptions: ['unauthenticatedPaths'],
    }),
  },
  harmless: members('@workos-inc/authkit-nextjs#', 'getSignInUrl getSignUpUrl handleAuth'),
};
