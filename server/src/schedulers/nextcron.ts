import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** NextCron: sends a token in a header. */
export const nextcron: SchedulerAdapter = {
  id: 'nextcron',
  name: 'NextCron',
  homepage: 'https://docs.nextcron.co',
  declaredIn: undefined,
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'bearer',
  claims: [],
  credentials: ['x-nextcron-token'],
  variables: /^NEXTCRON_.*(?:KEY|TOKEN|SECRET)$/,
};
