import type { LibraryAdapter } from '../model/adapters';

/** Changes copies. */
export const immer: LibraryAdapter = { id: 'immer', harmless: ['immer#**'] };
