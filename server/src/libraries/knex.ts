import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Knex; `knex(table)` is a query whose verb comes later in the chain. */
export const knex: LibraryAdapter = {
  id: 'knex',
  effects: each(
    [
      ...members(
        ['knex#().**', 'knex#()().**', 'knex#knex().**', 'knex#knex()().**'],
        'insert update del delete truncate increment decrement raw upsert batchInsert',
      ),
      ...members(['knex#().schema', 'knex#knex().schema'], '**'),
    ],
    'database',
  ),
  harmless: [
    'knex#knex',
    'knex#',
    'knex#()',
    'knex#knex()',
    ...members(
      ['knex#().**', 'knex#()().**', 'knex#knex().**', 'knex#knex()().**'],
      `select first where whereIn whereNull whereNotNull andWhere orWhere whereRaw join leftJoin orderBy limit offset groupBy
    count sum max min pluck from table into with returning onConflict merge ignore transaction commit rollback destroy ref
    fn.** client.** clone modify as columns column distinct`,
    ),
  ],
};
