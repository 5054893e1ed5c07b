import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** New Relic. */
export const newrelic: LibraryAdapter = {
  id: 'newrelic',
  logs: members(
    'newrelic#',
    `noticeError recordCustomEvent recordLogEvent recordMetric incrementMetric addCustomAttribute addCustomAttributes`,
  ),
  harmless: members('newrelic#', 'setTransactionName startBackgroundTransaction startSegment getTransaction endTransaction'),
};
