import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const cidrMatcher: LibraryAdapter = {
  id: 'cidr-matcher',
  network: ['cidr-matcher#().contains', 'cidr-matcher#().containsAny'],
  harmless: ['cidr-matcher#'],
};
