import type { LibraryAdapter } from '../model/adapters';

/** Extracts a token and checks nothing. */
export const expressBearerToken: LibraryAdapter = {
  id: 'express-bearer-token',
  extracts: { 'express-bearer-token#': { member: 'token', input: 'header', name: 'authorization' } },
};
