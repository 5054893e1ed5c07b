import type { LibraryAdapter } from '../model/adapters';

/** ofetch. */
export const ofetch: LibraryAdapter = {
  id: 'ofetch',
  effects: {
    'ofetch#ofetch': 'http',
    'ofetch#$fetch': 'http',
    'ofetch#fetch': 'http',
    'ofetch#ofetch.raw': 'http',
    'ofetch#ofetch.create()': 'http',
  },
  harmless: ['ofetch#ofetch.create'],
};
