import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Inngest: its functions are run through one endpoint that the SDK serves. */
export const inngest: SchedulerAdapter = {
  id: 'inngest',
  name: 'Inngest',
  homepage: 'https://www.inngest.com/docs',
  declaredIn: '`serve()` in code, with `cron` of its functions',
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  dialect: 'five',
  presents: 'none',
  claims: [],
  credentials: ['x-inngest-signature'],
  variables: /^INNGEST_SIGNING_KEY(?:_FALLBACK)?$/,
  apis: ['inngest/*#serve', '@inngest/*#serve'],
};
