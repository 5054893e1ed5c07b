import type { LibraryAdapter } from '../model/adapters';

/** Identifiers. */
export const uuid: LibraryAdapter = { id: 'uuid', harmless: ['uuid#**'] };
