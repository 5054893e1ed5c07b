import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Cron expressions. */
export const cronParser: LibraryAdapter = {
  id: 'cron-parser',
  harmless: [
    ...members(['cron-parser#', 'cronstrue#', 'cron-validate#'], '**'),
    'cron-parser#parseExpression().**',
    'cron-parser#CronExpressionParser.parse().**',
    'cron-validate#',
  ],
};
