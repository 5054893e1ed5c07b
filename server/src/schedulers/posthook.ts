import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Posthook: signs every request with a timestamp. */
export const posthook: SchedulerAdapter = {
  id: 'posthook',
  name: 'Posthook',
  homepage: 'https://docs.posthook.io',
  declaredIn: undefined,
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'hmac',
  claims: ['posthook-id', 'posthook-timestamp'],
  credentials: ['posthook-signature', 'x-ph-signature'],
  variables: /^POSTHOOK_SIGNING_KEY$/,
  apis: ['@posthook/node#Signatures().parseDelivery'],
};
