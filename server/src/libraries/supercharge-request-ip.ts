import type { LibraryAdapter } from '../model/adapters';

/** Reads the address from headers that any client can send. */
export const superchargeRequestIp: LibraryAdapter = {
  id: 'supercharge-request-ip',
  inputs: { '@supercharge/request-ip#getClientIp()': { kind: 'input', input: 'network', absent: 'undefined', name: 'address' } },
  harmless: ['@supercharge/request-ip#getClientIp'],
};
