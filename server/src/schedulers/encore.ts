import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Encore: a `CronJob` names the API it calls; only an exposed API has an address. */
export const encore: SchedulerAdapter = {
  id: 'encore',
  name: 'Encore',
  homepage: 'https://encore.dev/docs/ts/primitives/cron-jobs',
  declaredIn: '`CronJob()` in code',
  manifests: undefined,
  read: () => nothingRead,
  calls: { 'encore.dev/cron#CronJob()': { argument: 1, url: ['endpoint'], schedule: ['schedule'] } },
  presents: 'none',
  claims: ['x-encore-cron-trigger', 'x-encore-cron-execution'],
  credentials: [],
  variables: undefined,
};
