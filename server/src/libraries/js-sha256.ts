import type { LibraryAdapter } from '../model/adapters';

/** SHA-256 in JavaScript. */
export const jsSha256: LibraryAdapter = {
  id: 'js-sha256',
  digests: {
    'js-sha256#sha256': { data: ['sha256'] },
    'js-sha256#sha256.hmac': { key: { call: 'hmac', argument: 0 }, data: ['hmac'], dataArgument: 1 },
  },
};
