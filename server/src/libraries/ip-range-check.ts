import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const ipRangeCheck: LibraryAdapter = { id: 'ip-range-check', network: ['ip-range-check#'] };
