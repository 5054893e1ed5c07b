import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** SvelteKit. `error` and `redirect` throw since version 2; before, what they return has to be thrown. */
export const sveltejsKit: LibraryAdapter = {
  id: 'sveltejs-kit',
  responses: {
    '@sveltejs/kit#json': { body: 0, init: 1 },
    '@sveltejs/kit#text': { body: 0, init: 1 },
    '@sveltejs/kit#fail': { body: 1, init: 0 },
  },
  throws: members('@sveltejs/kit#', 'error redirect invalid'),
  lists: { '@sveltejs/kit/hooks#sequence': {} },
  harmless: [
    ...members('@sveltejs/kit#', 'isHttpError isRedirect isActionFailure normalizeUrl'),
    ...members('$app/environment#', 'building browser dev version'),
    ...members('$app/paths#', 'base assets resolve resolveRoute asset'),
    '$app/server#read',
    '$app/server#getRequestEvent',
  ],
};
