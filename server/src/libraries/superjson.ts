import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Serialises values. */
export const superjson: LibraryAdapter = {
  id: 'superjson',
  harmless: members(['superjson#', 'devalue#', 'serialize-javascript#', 'flatted#'], '**'),
};
