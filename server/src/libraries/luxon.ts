import type { LibraryAdapter } from '../model/adapters';

/** Dates. */
export const luxon: LibraryAdapter = { id: 'luxon', harmless: ['luxon#**'], known: ['luxon#**'] };
