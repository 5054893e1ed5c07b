import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Compares a password or key with its stored hash. */
export const bcryptjs: LibraryAdapter = {
  id: 'bcryptjs',
  comparisons: { 'bcryptjs#compare': { left: 0, right: 1, async: true }, 'bcryptjs#compareSync': { left: 0, right: 1 } },
  harmless: members('bcryptjs#', 'hash hashSync genSalt genSaltSync'),
};
