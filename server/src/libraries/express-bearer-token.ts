import type { LibraryAdapter } from '../model/adapters';

/** Extracts a token and checks nothing. */
export const expressBearerToken: LibraryAdapter = {
  id: 'express-bearer-token',
  unverified: { 'express-bearer-token#': 'the token is extracted, nothing checks it' },
  harmless: ['express-bearer-token#'],
};
