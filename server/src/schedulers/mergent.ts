import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Mergent: signs the body with the project's key. */
export const mergent: SchedulerAdapter = {
  id: 'mergent',
  name: 'Mergent',
  homepage: 'https://docs.mergent.co',
  declaredIn: undefined,
  manifests: undefined,
  read: () => nothingRead,
  calls: {},
  presents: 'hmac',
  claims: [],
  credentials: ['x-mergent-signature'],
  variables: undefined,
  apis: ['mergent#RequestValidator().validateSignature'],
};
