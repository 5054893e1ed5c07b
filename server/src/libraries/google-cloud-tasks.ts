import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Google Cloud Tasks and Scheduler. */
export const googleCloudTasks: LibraryAdapter = {
  id: 'google-cloud-tasks',
  effects: each(
    [
      ...members(
        ['@google-cloud/tasks#CloudTasksClient()', '@google-cloud/tasks#v2.CloudTasksClient()'],
        'createTask deleteTask runTask purgeQueue pauseQueue resumeQueue createQueue',
      ),
      ...members('@google-cloud/scheduler#CloudSchedulerClient()', 'createJob updateJob deleteJob runJob pauseJob resumeJob'),
    ],
    'queue',
  ),
  harmless: [
    ...members('@google-cloud/tasks#', 'CloudTasksClient v2.CloudTasksClient protos.**'),
    ...members('@google-cloud/tasks#CloudTasksClient()', 'queuePath taskPath listTasks getTask'),
    '@google-cloud/scheduler#CloudSchedulerClient',
    ...members('@google-cloud/scheduler#CloudSchedulerClient()', 'jobPath locationPath getJob listJobs'),
  ],
};
