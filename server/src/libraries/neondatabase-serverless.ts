import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Neon; the verb is in the text, so every query counts as a change. */
export const neondatabaseServerless: LibraryAdapter = {
  id: 'neondatabase-serverless',
  effects: each(
    [
      '@neondatabase/serverless#neon()',
      ...members(
        [
          '@neondatabase/serverless#neon()',
          '@neondatabase/serverless#Pool()',
          '@neondatabase/serverless#Client()',
          '@neondatabase/serverless#Pool().connect()',
        ],
        'query transaction unsafe',
      ),
    ],
    'database',
  ),
  harmless: [
    ...members('@neondatabase/serverless#', 'neon Pool Client neonConfig.** types.**'),
    ...members(['@neondatabase/serverless#Pool()', '@neondatabase/serverless#Client()'], 'connect end on'),
    '@neondatabase/serverless#Pool().connect().release',
  ],
};
