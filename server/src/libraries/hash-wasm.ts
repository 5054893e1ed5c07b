import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Hashes in WebAssembly. */
export const hashWasm: LibraryAdapter = {
  id: 'hash-wasm',
  digests: {
    ...each(members('hash-wasm#', 'sha1 sha224 sha256 sha384 sha512 sha3 blake2b blake2s blake3 md5 xxhash64 xxhash3'), {
      data: ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3', 'blake2b', 'blake2s', 'blake3', 'md5', 'xxhash64', 'xxhash3'],
      async: true,
    }),
    'hash-wasm#createHMAC().**.digest': { key: { call: 'createHMAC', argument: 1 }, data: ['update'] },
  },
  harmless: members('hash-wasm#', 'createHMAC createSHA256 createHMAC().** createSHA256().**'),
};
