import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** env-var: `required()` in the chain throws when the variable is unset. */
export const envVar: LibraryAdapter = {
  id: 'env-var',
  environment: {
    'env-var#get().required()': { validated: true, namedAtStart: true },
    'env-var#get().asString()': { validated: false, namedAtStart: true },
  },
  harmless: members('env-var#', '** get().**'),
};
