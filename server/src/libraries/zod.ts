import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const modules = ['zod#', 'zod/v3#', 'zod/v4#', 'zod/mini#', 'zod/v4-mini#', 'zod/v4/core#', 'zod-form-data#'] as const;

/** Zod. A property that may be unset says so in its chain; `min(1)` alone is what keeps an empty string out. */
export const zod: LibraryAdapter = {
  id: 'zod',
  schemas: {
    roots: [...members(['zod#', 'zod/v3#', 'zod/v4#'], 'z.** **'), ...members(['zod/mini#', 'zod/v4-mini#'], 'z.** **')],
    optional: ['optional', 'nullish', 'nullable', 'partial', 'catch', 'any', 'unknown', 'undefined'],
    parse: ['parse', 'parseAsync'],
    tests: {
      equals: ['literal'],
      predicates: ['refine'],
      reporting: ['superRefine'],
      together: ['optional', 'nullish', 'nullable', 'intersection', 'and', 'pipe', 'readonly'],
      loosened: 'or union discriminatedUnion catch transform preprocess array record map set tuple lazy'.split(' '),
    },
  },

  harmless: members(modules, '**'),
};
