import type { LibraryAdapter } from '../model/adapters';

/** Changes the method. */
export const methodOverride: LibraryAdapter = { id: 'method-override', harmless: ['method-override#'] };
