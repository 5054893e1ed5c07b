import type { LibraryAdapter } from '../model/adapters';

/** Marks a module as server code. */
export const serverOnly: LibraryAdapter = { id: 'server-only', harmless: ['server-only#', 'client-only#'] };
