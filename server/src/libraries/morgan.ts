import type { LibraryAdapter } from '../model/adapters';

/** Logs every request. */
export const morgan: LibraryAdapter = { id: 'morgan', logs: ['morgan#'] };
