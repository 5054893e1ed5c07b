import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Identifiers. */
export const ulid: LibraryAdapter = {
  id: 'ulid',
  harmless: [...members(['ulid#', 'ulidx#', '@paralleldrive/cuid2#', 'cuid#', 'ksuid#', 'short-uuid#'], '**'), 'cuid#'],
};
