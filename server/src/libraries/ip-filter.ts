import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const ipFilter: LibraryAdapter = { id: 'ip-filter', network: ['ip-filter#'] };
