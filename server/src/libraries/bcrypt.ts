import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Compares a password or key with its stored hash. */
export const bcrypt: LibraryAdapter = {
  id: 'bcrypt',
  comparisons: { 'bcrypt#compare': { left: 0, right: 1, async: true }, 'bcrypt#compareSync': { left: 0, right: 1 } },
  harmless: members('bcrypt#', 'hash hashSync genSalt genSaltSync'),
};
