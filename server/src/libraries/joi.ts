import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Joi; properties are optional unless `required()` is in the chain. */
export const joi: LibraryAdapter = {
  id: 'joi',
  schemas: {
    roots: members('joi#', '** Joi.**'),
    optional: ['optional', 'default'],
    parse: ['attempt', 'validateAsync'],
    tell: ['validate'],
    requiredBy: ['required', 'exist'],
    tests: {
      equals: ['valid', 'equal'],
      predicates: [],
      reporting: [],
      together: ['concat'],
      loosened: 'allow alternatives try when default failover custom external array items cast'.split(' '),
    },
  },
  harmless: ['joi#**'],
};
