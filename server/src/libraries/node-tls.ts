import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Encrypted sockets. */
export const nodeTls: LibraryAdapter = {
  id: 'node-tls',
  harmless: members('node:tls#', 'createServer createSecureContext checkServerIdentity'),
};
