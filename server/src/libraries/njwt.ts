import type { LibraryAdapter } from '../model/adapters';

/** JWT with njwt. */
export const njwt: LibraryAdapter = {
  id: 'njwt',
  verifiers: {
    'njwt#verify': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry'],
      refusal: 'throws',
      async: false,
      presented: { argument: 0 },
      key: { argument: 1 },
      callback: true,
    },
  },
  harmless: ['njwt#create'],
};
