import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** node-postgres; the verb is in the text, so every query counts as a change. */
export const pg: LibraryAdapter = {
  id: 'pg',
  effects: each(members(['pg#Pool()', 'pg#Client()', 'pg#Pool().connect()'], 'query'), 'database'),
  harmless: [
    ...members('pg#', 'Pool Client types.** defaults.** escapeIdentifier escapeLiteral'),
    ...members(['pg#Pool()', 'pg#Client()'], 'connect end on once'),
    ...members('pg#Pool().connect()', 'release on'),
  ],
};
