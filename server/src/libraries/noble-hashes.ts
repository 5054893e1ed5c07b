import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Digests of @noble/hashes. */
export const nobleHashes: LibraryAdapter = {
  id: 'noble-hashes',
  digests: {
    '@noble/hashes/sha256#sha256': { data: ['sha256'] },
    '@noble/hashes/sha2#sha256': { data: ['sha256'] },
    '@noble/hashes/sha2.js#sha256': { data: ['sha256'] },
    '@noble/hashes/sha2#sha512': { data: ['sha512'] },
    '@noble/hashes/sha512#sha512': { data: ['sha512'] },
    '@noble/hashes/sha1#sha1': { data: ['sha1'] },
    '@noble/hashes/sha3#sha3_256': { data: ['sha3_256'] },
    '@noble/hashes/blake3#blake3': { data: ['blake3'] },
    '@noble/hashes/legacy#sha1': { data: ['sha1'] },
    '@noble/hashes/hmac#hmac': { key: { call: 'hmac', argument: 1 }, data: ['hmac'], dataArgument: 2 },
    '@noble/hashes/hmac.js#hmac': { key: { call: 'hmac', argument: 1 }, data: ['hmac'], dataArgument: 2 },
  },
  harmless: members(['@noble/hashes/utils#', '@noble/hashes/utils.js#'], '**'),
};
