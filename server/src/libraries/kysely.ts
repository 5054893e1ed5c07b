import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Kysely. A builder counts where it names its verb; what follows in the chain only refines it. */
export const kysely: LibraryAdapter = {
  id: 'kysely',
  effects: each(
    [
      ...members(
        ['kysely#Kysely().**', '@vercel/postgres-kysely#createKysely().**'],
        'insertInto updateTable deleteFrom mergeInto replaceInto executeQuery',
      ),
      'kysely#sql().execute',
      'kysely#Kysely().schema.**.execute',
    ],
    'database',
  ),
  harmless: [
    ...members('kysely#', `Kysely PostgresDialect MysqlDialect SqliteDialect sql sql.** CamelCasePlugin ParseJSONResultsPlugin`),
    '@vercel/postgres-kysely#createKysely',
    ...members(
      ['kysely#Kysely().**', '@vercel/postgres-kysely#createKysely().**'],
      `selectFrom selectFrom().** selectNoFrom with transaction transaction().execute insertInto().** updateTable().**
    deleteFrom().** mergeInto().** destroy fn.** withSchema`,
    ),
  ],
};
