import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Sockets, and tests of addresses. */
export const nodeNet: LibraryAdapter = {
  id: 'node-net',
  effects: each(members('node:net#', 'connect createConnection Socket().write Socket().connect'), 'http'),
  network: ['node:net#BlockList().check'],
  harmless: members(
    'node:net#',
    `BlockList BlockList().addAddress BlockList().addRange BlockList().addSubnet SocketAddress isIP isIPv4 isIPv6`,
  ),
};
