import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Names of hosts. */
export const nodeDns: LibraryAdapter = {
  id: 'node-dns',
  harmless: members(['node:dns#', 'node:dns/promises#'], 'lookup resolve resolve4 resolveTxt reverse'),
};
