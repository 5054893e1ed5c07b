import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const rangeCheck: LibraryAdapter = {
  id: 'range-check',
  network: ['range_check#inRange', 'range_check#isRange', 'range_check#isPrivateIP', 'range_check#isIPInRangeOrPrivate'],
};
