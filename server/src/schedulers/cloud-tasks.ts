import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

const target = { argument: 0, url: ['task', 'httpRequest', 'url'], schedule: [] } as const;

/** Google Cloud Tasks: a queue that calls a URL, now or later. */
export const cloudTasks: SchedulerAdapter = {
  id: 'cloud-tasks',
  name: 'Google Cloud Tasks',
  homepage: 'https://cloud.google.com/tasks/docs',
  declaredIn: '`createTask()` in code',
  manifests: undefined,
  read: () => nothingRead,
  calls: {
    '@google-cloud/tasks#CloudTasksClient().createTask': target,
    '@google-cloud/tasks#v2.CloudTasksClient().createTask': target,
    '@google-cloud/tasks#v2beta3.CloudTasksClient().createTask': target,
  },
  presents: 'google-oidc',
  claims: [
    'x-cloudtasks-queuename',
    'x-cloudtasks-taskname',
    'x-cloudtasks-taskretrycount',
    'x-cloudtasks-taskexecutioncount',
    'x-cloudtasks-tasketa',
    'x-cloudtasks-taskpreviousresponse',
    'x-cloudtasks-taskretryreason',
  ],
  credentials: [],
  variables: undefined,
};
