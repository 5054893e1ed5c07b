import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** node-fetch and its relatives. */
export const nodeFetch: LibraryAdapter = {
  id: 'node-fetch',
  effects: {
    'node-fetch#': 'http',
    'node-fetch#fetch': 'http',
    'cross-fetch#': 'http',
    'cross-fetch#fetch': 'http',
    'isomorphic-fetch#': 'http',
    'isomorphic-unfetch#': 'http',
    'fetch-retry#()': 'http',
    'whatwg-fetch#fetch': 'http',
  },
  requests: each(['node-fetch#', 'node-fetch#fetch', 'cross-fetch#', 'cross-fetch#fetch', 'isomorphic-fetch#', 'whatwg-fetch#fetch'], {
    options: 1,
  }),
  responses: { 'node-fetch#Response': { body: 0, init: 1 } },
  harmless: [...members('node-fetch#', 'Headers FormData'), 'fetch-retry#', 'node-fetch#Request'],
};
