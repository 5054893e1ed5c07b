import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Yup; properties are optional unless `required()` is in the chain. */
export const yup: LibraryAdapter = {
  id: 'yup',
  schemas: {
    roots: members('yup#', '**'),
    optional: ['optional', 'notRequired', 'nullable', 'default'],
    parse: ['validateSync', 'validate', 'cast'],
    requiredBy: ['required', 'defined'],
  },
  harmless: ['yup#**'],
};
