import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** pg-boss. */
export const pgBoss: LibraryAdapter = {
  id: 'pg-boss',
  effects: each(
    members(
      'pg-boss#()',
      `send sendAfter sendOnce insert publish schedule unschedule cancel resume deleteJob createQueue deleteQueue complete fail`,
    ),
    'queue',
  ),
  harmless: ['pg-boss#', ...members('pg-boss#()', 'start stop on work fetch getQueueSize getSchedules')],
};
