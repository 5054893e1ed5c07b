import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Vercel Postgres; the verb is in the text, so every query counts as a change. */
export const vercelPostgres: LibraryAdapter = {
  id: 'vercel-postgres',
  effects: each(
    [
      ...members('@vercel/postgres#', 'sql sql.query'),
      ...members(
        ['@vercel/postgres#createPool()', '@vercel/postgres#createClient()', '@vercel/postgres#db', '@vercel/postgres#VercelPool()'],
        'sql query',
      ),
      ...members(
        ['@vercel/postgres#db.connect()', '@vercel/postgres#createPool().connect()', '@vercel/postgres#sql.connect()'],
        'sql query',
      ),
    ],
    'database',
  ),
  harmless: [
    ...members('@vercel/postgres#', 'createPool createClient VercelPool sql.connect sql.end db.connect db.end'),
    ...members(['@vercel/postgres#createPool()', '@vercel/postgres#createClient()'], 'connect end on'),
    ...members(['@vercel/postgres#db.connect()', '@vercel/postgres#createPool().connect()'], 'release'),
  ],
};
