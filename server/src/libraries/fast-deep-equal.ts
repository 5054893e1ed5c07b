import type { LibraryAdapter } from '../model/adapters';

/** Compares values. */
export const fastDeepEqual: LibraryAdapter = {
  id: 'fast-deep-equal',
  harmless: [
    'fast-deep-equal#',
    'dequal#',
    'deep-equal#',
    'fast-json-stable-stringify#',
    'object-hash#',
    'safe-stable-stringify#',
    'json-stable-stringify#',
    'dequal#dequal',
  ],
};
