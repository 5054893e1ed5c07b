import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Compares a password or key with its stored hash. */
export const nodeRsArgon2: LibraryAdapter = {
  id: 'node-rs-argon2',
  comparisons: { '@node-rs/argon2#verify': { left: 1, right: 0, async: true }, '@node-rs/argon2#verifySync': { left: 1, right: 0 } },
  harmless: members('@node-rs/argon2#', 'hash hashSync'),
};
