import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Valibot; a property that may be unset is wrapped. */
export const valibot: LibraryAdapter = {
  id: 'valibot',
  schemas: {
    roots: members('valibot#', '** v.**'),
    optional: ['optional', 'nullish', 'nullable', 'undefinedable', 'partial', 'fallback', 'any', 'unknown', 'exactOptional'],
    parse: ['parse', 'parseAsync'],
    tests: {
      equals: ['literal', 'value'],
      predicates: ['check', 'checkAsync'],
      reporting: [],
      together: ['optional', 'nullish', 'nullable', 'undefinedable', 'exactOptional', 'pipe', 'pipeAsync', 'intersect'],
      loosened: 'union variant fallback transform array record map set tuple lazy'.split(' '),
    },
  },
  harmless: ['valibot#**'],
};
