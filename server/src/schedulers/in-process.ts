import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Clocks within the application: their jobs have no address, but what these request has one. */
export const inProcess: SchedulerAdapter = {
  id: 'in-process',
  name: 'A clock within the application',
  homepage: 'https://nodecron.com',
  declaredIn: 'What jobs of `node-cron`, `cron`, `croner`, `node-schedule` and `@nestjs/schedule` request',
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  runs: {
    'node-cron#schedule': { schedule: [0] },
    'cron#CronJob': { schedule: [0] },
    'cron#CronJob.from': { schedule: [0, 'cronTime'] },
    'croner#Cron': { schedule: [0] },
    'node-schedule#scheduleJob': { schedule: [0] },
    '@nestjs/schedule#Cron': { schedule: [0] },
  },
  dialect: 'seconds-first',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};
