import type { LibraryAdapter } from '../model/adapters';

/** Deno's standard library for cryptography. */
export const stdCrypto: LibraryAdapter = {
  id: 'std-crypto',
  comparisons: {
    '@std/crypto#timingSafeEqual': { left: 0, right: 1 },
    '@std/crypto/timing-safe-equal#timingSafeEqual': { left: 0, right: 1 },
  },
  digests: {
    '@std/crypto#crypto.subtle.digest': { data: ['digest'], dataArgument: 1, async: true },
    '@std/crypto/crypto#crypto.subtle.digest': { data: ['digest'], dataArgument: 1, async: true },
  },
};
