import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Datadog. */
export const ddTrace: LibraryAdapter = {
  id: 'dd-trace',
  logs: [
    ...members(['dd-trace#dogstatsd', 'dd-trace#tracer.dogstatsd'], 'increment decrement gauge histogram distribution'),
    '@datadog/browser-logs#datadogLogs.logger.*',
    ...members(['hot-shots#()', 'hot-shots#StatsD()'], 'increment decrement gauge histogram timing event'),
  ],
  harmless: [
    ...members('dd-trace#', 'init trace wrap startSpan scope use tracer.**'),
    'hot-shots#StatsD',
    'hot-shots#',
    'dd-trace#scope().active',
  ],
};
