import type { LibraryAdapter } from '../model/adapters';

/** Compresses responses. */
export const compression: LibraryAdapter = { id: 'compression', harmless: ['compression#'] };
