import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Postgres.js; the verb is in the text, so every query counts as a change. */
export const postgres: LibraryAdapter = {
  id: 'postgres',
  effects: each(['postgres#()', ...members(['postgres#()', 'postgres#().begin()'], 'unsafe file begin notify savepoint')], 'database'),
  harmless: ['postgres#', ...members('postgres#()', 'end json array listen types.** options.**')],
};
