import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Quirrel: jobs and cron jobs are routes of the application. */
export const quirrel: SchedulerAdapter = {
  id: 'quirrel',
  name: 'Quirrel',
  homepage: 'https://docs.quirrel.dev',
  declaredIn: '`CronJob()` and `Queue()` in code',
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'none',
  claims: [],
  credentials: ['x-quirrel-signature'],
  variables: /^QUIRREL_(?:TOKEN|SIGNATURE_PUBLIC_KEY)$/,
  apis: ['quirrel/*#CronJob', 'quirrel/*#Queue'],
};
