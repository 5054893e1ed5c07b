import type { LibraryAdapter } from '../model/adapters';

/** debug. */
export const debug: LibraryAdapter = { id: 'debug', logs: ['debug#()'], harmless: ['debug#'] };
