import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Addresses. */
export const nodeUrl: LibraryAdapter = {
  id: 'node-url',
  addresses: { 'node:url#parse': 0 },
  harmless: [...members(['node:url#', 'node:querystring#'], '**'), 'node:url#URL().**', 'node:url#URLSearchParams().**'],
};
