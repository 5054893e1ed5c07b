import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const answers: readonly ApiPath[] = members('itty-router#', 'json text html jpeg png webp createResponse');

/** What itty-router makes responses and parses requests with. */
export const ittyRouter: LibraryAdapter = {
  id: 'itty-router',
  responses: {
    ...each(answers, { body: 0, init: 1 }),
    'itty-router#error': { body: 1, init: 0, status: 500 },
    'itty-router#status': { body: 1, init: 0 },
  },
  harmless: [
    ...members('itty-router#', 'withContent withParams withCookies cors withHeaders'),
    'itty-router#cors().**',
    'itty-router#StatusError',
  ],
};
