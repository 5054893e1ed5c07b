import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Cronly: signs the body. */
export const cronly: SchedulerAdapter = {
  id: 'cronly',
  name: 'Cronly',
  homepage: 'https://cronly.eu/docs',
  declaredIn: undefined,
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'hmac',
  claims: [],
  credentials: ['x-cronly-signature'],
  variables: /^CRONLY_.*(?:SECRET|KEY)$/,
};
