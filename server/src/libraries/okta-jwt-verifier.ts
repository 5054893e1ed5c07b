import type { LibraryAdapter } from '../model/adapters';

/** Tokens of Okta. */
export const oktaJwtVerifier: LibraryAdapter = {
  id: 'okta-jwt-verifier',
  verifiers: {
    '@okta/jwt-verifier#().verifyAccessToken': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['issuer', 'audience', 'expiry'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
    },
    '@okta/jwt-verifier#().verifyIdToken': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['issuer', 'audience', 'expiry'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
    },
  },
  harmless: ['@okta/jwt-verifier#'],
};
