import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Paths. */
export const nodePath: LibraryAdapter = {
  id: 'node-path',
  harmless: members(['node:path#', 'node:path/posix#', 'node:path/win32#', 'pathe#'], '**'),
};
