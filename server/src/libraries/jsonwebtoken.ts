import type { LibraryAdapter } from '../model/adapters';

/** An expiry in the token is always checked, but a token without one is accepted. */
export const jsonwebtoken: LibraryAdapter = {
  id: 'jsonwebtoken',
  verifiers: {
    'jsonwebtoken#verify': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry'],
      refusal: 'throws',
      async: false,
      presented: { argument: 0 },
      key: { argument: 1 },
      options: { audience: 'audience', issuer: 'issuer', subject: 'caller', maxAge: 'expiry' },
      weakening: { ignoreExpiration: 'expiration is ignored', ignoreNotBefore: 'the start of validity is ignored' },
      weakeningBy: { algorithms: { none: 'tokens without a signature are allowed' } },
      callback: true,
    },
  },
  unverified: { 'jsonwebtoken#decode': 'the token is decoded, its signature is not checked' },
  harmless: [
    'jsonwebtoken#sign',
    'jsonwebtoken#decode',
    'jsonwebtoken#JsonWebTokenError',
    'jsonwebtoken#TokenExpiredError',
    'jsonwebtoken#NotBeforeError',
  ],
};
