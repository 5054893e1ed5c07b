import type { LibraryAdapter } from '../model/adapters';

/** Parses uploads. */
export const expressFileupload: LibraryAdapter = { id: 'express-fileupload', harmless: ['express-fileupload#'] };
