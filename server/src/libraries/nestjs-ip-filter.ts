import type { LibraryAdapter } from '../model/adapters';

/** Lets requests through by their address. */
export const nestjsIpFilter: LibraryAdapter = {
  id: 'nestjs-ip-filter',
  network: ['nestjs-ip-filter#IpFilter', 'nestjs-ip-filter#IPFilterGuard'],
  harmless: ['nestjs-ip-filter#IpFilterModule.register'],
};
