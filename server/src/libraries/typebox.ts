import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** TypeBox. */
export const typebox: LibraryAdapter = {
  id: 'typebox',
  schemas: {
    roots: members('@sinclair/typebox#', 'Type.**'),
    optional: ['Optional', 'Any', 'Unknown', 'Partial'],
    parse: ['Parse', 'Decode'],
  },
  harmless: members(['@sinclair/typebox#', '@sinclair/typebox/value#'], '**'),
};
