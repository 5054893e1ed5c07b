import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Dates. */
export const temporalPolyfill: LibraryAdapter = {
  id: 'temporal-polyfill',
  harmless: members(['temporal-polyfill#', '@js-temporal/polyfill#'], '**'),
};
