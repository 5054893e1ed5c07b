import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Media types. */
export const mimeTypes: LibraryAdapter = {
  id: 'mime-types',
  harmless: members(['mime-types#', 'mime#', 'file-type#', 'content-type#'], '**'),
};
