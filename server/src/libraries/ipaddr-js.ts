import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Tests an address. */
export const ipaddrJs: LibraryAdapter = {
  id: 'ipaddr-js',
  network: [
    'ipaddr.js#parse().match',
    'ipaddr.js#process().match',
    'ipaddr.js#parse().range',
    'ipaddr.js#process().range',
    'ipaddr.js#subnetMatch',
  ],
  harmless: members('ipaddr.js#', 'parse process parseCIDR isValid IPv4.** IPv6.**'),
};
