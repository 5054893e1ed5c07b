import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Runs functions in this process; they are not reachable over HTTP. */
export const nodeCron: LibraryAdapter = {
  id: 'node-cron',
  harmless: [
    ...members(
      ['node-cron#', 'cron#', 'croner#', 'node-schedule#'],
      'schedule validate CronJob CronJob.from Cron scheduleJob RecurrenceRule',
    ),
    ...members(['cron#CronJob()', 'croner#Cron()', 'node-cron#schedule()'], 'start stop'),
  ],
};
