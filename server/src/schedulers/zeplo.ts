import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Zeplo: signs the body. */
export const zeplo: SchedulerAdapter = {
  id: 'zeplo',
  name: 'Zeplo',
  homepage: 'https://zeplo.io/docs',
  declaredIn: undefined,
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'hmac',
  claims: [],
  credentials: ['x-zeplo-signature'],
  variables: /^ZEPLO_.*(?:SECRET|KEY)$/,
};
