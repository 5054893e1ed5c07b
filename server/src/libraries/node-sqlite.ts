import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const database = 'node:sqlite#DatabaseSync()';
const statement = 'node:sqlite#DatabaseSync().prepare()';

/** SQLite of Node.js; the verb is in the text, so every statement that runs counts as a change. */
export const nodeSqlite: LibraryAdapter = {
  id: 'node-sqlite',
  effects: each([...members(database, 'exec applyChangeset'), ...members(statement, 'run all get iterate')], 'database'),
  harmless: [
    'node:sqlite#DatabaseSync',
    ...members(database, 'prepare open close function aggregate createSession'),
    ...members(statement, 'setReadBigInts setAllowBareNamedParameters setAllowUnknownNamedParameters setReturnArrays columns'),
  ],
};
