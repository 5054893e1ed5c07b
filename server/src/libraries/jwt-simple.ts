import type { LibraryAdapter } from '../model/adapters';

/** `decode` verifies unless its third argument says not to. */
export const jwtSimple: LibraryAdapter = {
  id: 'jwt-simple',
  verifiers: {
    'jwt-simple#decode': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry'],
      refusal: 'throws',
      async: false,
      presented: { argument: 0 },
      key: { argument: 1 },
      unverifiedArgument: 2,
    },
  },
  harmless: ['jwt-simple#encode'],
};
