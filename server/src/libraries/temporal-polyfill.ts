import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const dates = members(['temporal-polyfill#', '@js-temporal/polyfill#'], '**');

/** Dates. */
export const temporalPolyfill: LibraryAdapter = {
  id: 'temporal-polyfill',
  harmless: dates,
  known: dates,
};
