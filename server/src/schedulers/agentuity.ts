import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Agentuity: its platform posts to the routes that `cron()` is the handler of, signed with the project's key. */
export const agentuity: SchedulerAdapter = {
  id: 'agentuity',
  name: 'Agentuity',
  homepage: 'https://agentuity.dev',
  declaredIn: '`cron()` in code',
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  dialect: 'five',
  presents: 'hmac',
  claims: ['x-agentuity-cron-timestamp'],
  credentials: ['x-agentuity-cron-signature'],
  variables: undefined,
  apis: ['@agentuity/runtime#cron'],
};
