import type { LibraryAdapter } from '../model/adapters';

/** Text and values. */
export const nodeUtil: LibraryAdapter = {
  id: 'node-util',
  passThrough: { 'node:util#promisify': 0, 'node:util#callbackify': 0, 'node:util#deprecate': 0 },
  harmless: ['node:util#**', 'node:util#TextEncoder().**', 'node:util#TextDecoder().**', 'node:util/types#**'],
};
