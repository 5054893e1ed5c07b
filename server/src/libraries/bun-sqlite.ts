import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const databases = ['bun:sqlite#Database()', 'bun:sqlite#()'] as const;
const statements = ['bun:sqlite#Database().**', 'bun:sqlite#().**'] as const;

/** Bun's SQLite; the verb is in the text, so every statement that runs counts as a change. */
export const bunSqlite: LibraryAdapter = {
  id: 'bun-sqlite',
  effects: each([...members(databases, 'exec transaction'), ...members(statements, 'run all get values iterate raw')], 'database'),
  harmless: [
    'bun:sqlite#',
    'bun:sqlite#Database',
    ...members(databases, 'query prepare close serialize loadExtension'),
    ...members(statements, 'as finalize'),
  ],
};
