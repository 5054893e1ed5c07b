import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Tests an address. */
export const ip6addr: LibraryAdapter = {
  id: 'ip6addr',
  network: ['ip6addr#createCIDR().contains', 'ip6addr#createAddrRange().contains', 'ip6addr#compareCIDR'],
  harmless: members('ip6addr#', 'parse createCIDR createAddrRange'),
};
