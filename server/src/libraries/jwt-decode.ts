import type { LibraryAdapter } from '../model/adapters';

/** Decodes tokens and checks nothing. */
export const jwtDecode: LibraryAdapter = {
  id: 'jwt-decode',
  unverified: {
    'jwt-decode#jwtDecode': 'the token is decoded, its signature is not checked',
    'jwt-decode#': 'the token is decoded, its signature is not checked',
  },
  harmless: ['jwt-decode#jwtDecode'],
};
