import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** TypeBox, and what Elysia makes of it. */
export const typebox: LibraryAdapter = {
  id: 'typebox',
  schemas: {
    roots: [...members('@sinclair/typebox#', 'Type.**'), 'elysia#t.**'],
    optional: ['Optional', 'Any', 'Unknown', 'Partial'],
    parse: ['Parse', 'Decode'],
    tests: {
      equals: ['Literal'],
      predicates: [],
      reporting: [],
      together: ['Optional', 'Readonly', 'Intersect', 'Composite'],
      loosened: 'Union Array Record Transform Not Enum UnionEnum Partial Unsafe'.split(' '),
    },
  },
  harmless: members(['@sinclair/typebox#', '@sinclair/typebox/value#'], '**'),
};
