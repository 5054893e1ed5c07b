import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Any scheduler that presents a shared secret which the project itself named after cron. */
export const cronSecret: SchedulerAdapter = {
  id: 'cron-secret',
  name: 'Scheduler with a shared secret',
  homepage: 'https://datatracker.ietf.org/doc/html/rfc6750',
  declaredIn: 'Any other scheduler',
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'bearer',
  claims: [],
  credentials: [
    'x-cron-secret',
    'x-cron-key',
    'x-cron-token',
    'x-cron-auth',
    'x-cron-signature',
    'x-cron-api-key',
    'x-scheduler-secret',
    'x-scheduler-token',
    'cron-secret',
  ],
  variables:
    /(?:^|_)(?:CRON|CRONJOB|SCHEDULER)(?:_?[A-Z0-9]+)*_?(?:SECRET|KEY|TOKEN|PASSWORD|PASS|AUTH)(?:_|$)|(?:SECRET|KEY|TOKEN)_?(?:[A-Z0-9]+_)*CRON/i,
};
