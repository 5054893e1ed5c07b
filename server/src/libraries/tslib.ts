import type { LibraryAdapter } from '../model/adapters';

/** What the compiler needs. */
export const tslib: LibraryAdapter = { id: 'tslib', harmless: ['tslib#**'] };
