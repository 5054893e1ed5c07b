import type { LibraryAdapter } from '../model/adapters';

/** Reads the address from the connection and from headers that proxies set. */
export const proxyAddr: LibraryAdapter = {
  id: 'proxy-addr',
  inputs: {
    'proxy-addr#()': { kind: 'input', input: 'network', absent: 'undefined', name: 'address' },
    'proxy-addr#all()': { kind: 'input', input: 'network', absent: 'never', name: 'address' },
  },
  harmless: ['proxy-addr#compile'],
};
