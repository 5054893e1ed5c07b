import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Parses uploads. */
export const multer: LibraryAdapter = {
  id: 'multer',
  harmless: [
    ...members('multer#()', 'single array fields any none'),
    ...members('multer#', 'memoryStorage diskStorage'),
    'multer#MulterError',
    'multer#',
  ],
};
