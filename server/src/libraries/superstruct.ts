import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Superstruct. */
export const superstruct: LibraryAdapter = {
  id: 'superstruct',
  schemas: {
    roots: members('superstruct#', '**'),
    optional: ['optional', 'nullable', 'defaulted', 'any', 'unknown'],
    parse: ['create', 'assert', 'mask'],
  },
  harmless: ['superstruct#**'],
};
