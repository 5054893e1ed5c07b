import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Compares a password or key with its stored hash. */
export const nodeRsBcrypt: LibraryAdapter = {
  id: 'node-rs-bcrypt',
  comparisons: {
    '@node-rs/bcrypt#verify': { left: 0, right: 1, async: true },
    '@node-rs/bcrypt#compare': { left: 0, right: 1, async: true },
    '@node-rs/bcrypt#verifySync': { left: 0, right: 1 },
  },
  harmless: members('@node-rs/bcrypt#', 'hash hashSync'),
};
