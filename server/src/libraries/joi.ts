import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Joi; properties are optional unless `required()` is in the chain. */
export const joi: LibraryAdapter = {
  id: 'joi',
  schemas: {
    roots: members('joi#', '** Joi.**'),
    optional: ['optional', 'default'],
    parse: ['attempt', 'validateAsync'],
    requiredBy: ['required', 'exist'],
  },
  harmless: ['joi#**'],
};
