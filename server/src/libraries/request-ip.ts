import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Reads the address from headers that any client can send. */
export const requestIp: LibraryAdapter = {
  id: 'request-ip',
  inputs: {
    'request-ip#getClientIp()': { kind: 'input', input: 'network', absent: 'null', name: 'address' },
    'request-ip#getClientIpFromXForwardedFor()': { kind: 'input', input: 'network', absent: 'null', name: 'address' },
  },
  harmless: members('request-ip#', 'mw getClientIp'),
};
