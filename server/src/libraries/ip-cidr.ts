import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const ipCidr: LibraryAdapter = { id: 'ip-cidr', network: ['ip-cidr#().contains'], harmless: ['ip-cidr#'] };
