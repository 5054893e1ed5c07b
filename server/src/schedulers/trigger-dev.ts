import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Trigger.dev: version 2 called an endpoint of the application, later versions run tasks on their own workers; what those request is scheduled. */
export const triggerDev: SchedulerAdapter = {
  id: 'trigger-dev',
  name: 'Trigger.dev',
  homepage: 'https://trigger.dev/docs',
  declaredIn: '`createAppRoute()` in code; what tasks of `schedules.task()` request',
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  runs: { '@trigger.dev/sdk#schedules.task': { schedule: [0, 'cron'] } },
  presents: 'none',
  claims: [],
  credentials: ['x-trigger-api-key'],
  variables: /^TRIGGER_API_KEY$/,
  apis: ['@trigger.dev/*#createAppRoute', '@trigger.dev/*#createPagesRoute'],
};
