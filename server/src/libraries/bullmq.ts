import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** BullMQ. */
export const bullmq: LibraryAdapter = {
  id: 'bullmq',
  effects: each(
    [
      ...members(
        'bullmq#Queue()',
        `add addBulk remove pause resume drain obliterate clean upsertJobScheduler removeRepeatable removeRepeatableByKey
    removeJobScheduler`,
      ),
      ...members('bullmq#FlowProducer()', 'add addBulk'),
      ...members('bullmq#Queue().**', 'retry promote moveToFailed'),
    ],
    'queue',
  ),
  harmless: [
    ...members('bullmq#', 'Queue Worker QueueEvents FlowProducer UnrecoverableError'),
    ...members(
      'bullmq#Queue()',
      `getJob getJobs getJobCounts getWaitingCount getActiveCount getRepeatableJobs getJobSchedulers on close isPaused`,
    ),
    ...members(['bullmq#Worker()', 'bullmq#QueueEvents()'], 'on close'),
  ],
};
