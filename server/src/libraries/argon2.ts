import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Compares a password or key with its stored hash. */
export const argon2: LibraryAdapter = {
  id: 'argon2',
  comparisons: { 'argon2#verify': { left: 1, right: 0, async: true } },
  harmless: members('argon2#', 'hash needsRehash argon2id'),
};
