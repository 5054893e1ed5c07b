import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Schedo: signs the body. */
export const schedo: SchedulerAdapter = {
  id: 'schedo',
  name: 'Schedo',
  homepage: 'https://docs.schedo.dev',
  declaredIn: undefined,
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'hmac',
  claims: [],
  credentials: ['x-schedo-signature'],
  variables: /^SCHEDO_SIGNING_SECRET$/,
};
