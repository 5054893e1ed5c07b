import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Checks the form of a value; nobody is identified. */
export const classValidator: LibraryAdapter = {
  id: 'class-validator',
  harmless: members(['class-validator#', 'class-transformer#'], '**'),
};
