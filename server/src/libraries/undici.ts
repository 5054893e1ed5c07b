import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Undici. */
export const undici: LibraryAdapter = {
  id: 'undici',
  effects: each(
    [
      ...members('undici#', 'fetch request stream pipeline connect upgrade WebSocket'),
      ...members(['undici#Client()', 'undici#Pool()', 'undici#Agent()'], 'request stream pipeline dispatch'),
    ],
    'http',
  ),
  requests: each(members('undici#', 'fetch request'), { options: 1 }),
  harmless: members('undici#', 'Agent Client Pool ProxyAgent setGlobalDispatcher getGlobalDispatcher Headers FormData'),
};
