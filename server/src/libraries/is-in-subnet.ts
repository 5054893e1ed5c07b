import type { LibraryAdapter } from '../model/adapters';

/** Tests an address. */
export const isInSubnet: LibraryAdapter = {
  id: 'is-in-subnet',
  network: ['is-in-subnet#isInSubnet', 'is-in-subnet#isPrivate', 'is-in-subnet#isLocalhost'],
};
