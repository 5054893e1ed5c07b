import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** SQLite; the verb is in the text, so every statement that runs counts as a change. */
export const betterSqlite3: LibraryAdapter = {
  id: 'better-sqlite3',
  effects: each(
    members(['better-sqlite3#()', 'better-sqlite3#().prepare()', 'better-sqlite3#().prepare().**'], 'run exec all get iterate transaction'),
    'database',
  ),
  harmless: [
    'better-sqlite3#',
    ...members('better-sqlite3#()', 'prepare pragma close function'),
    ...members('better-sqlite3#().prepare()', 'bind pluck raw'),
  ],
};
