import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const netmask: LibraryAdapter = { id: 'netmask', network: ['netmask#Netmask().contains'], harmless: ['netmask#Netmask'] };
