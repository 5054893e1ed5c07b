import type { LibraryAdapter } from '../model/adapters';
import { each } from '../model/apiPath';

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
  requests: each(['ofetch#ofetch', 'ofetch#$fetch', 'ofetch#fetch', 'ofetch#ofetch.raw'], { options: 1 }),
  harmless: ['ofetch#ofetch.create'],
};
