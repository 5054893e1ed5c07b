import type { LibraryAdapter } from '../model/adapters';

/** Settings validated by a JSON schema. */
export const envSchema: LibraryAdapter = {
  id: 'env-schema',
  configuration: {
    'env-schema#': { schema: 0, path: ['schema', 'properties'], required: 'required' },
    'env-schema#envSchema': { schema: 0, path: ['schema', 'properties'], required: 'required' },
  },
};
