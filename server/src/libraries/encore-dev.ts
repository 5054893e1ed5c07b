import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Secrets and requests of Encore. */
export const encoreDev: LibraryAdapter = {
  id: 'encore-dev',
  environment: { 'encore.dev/config#secret(*)()': { validated: true } },
  logs: members('encore.dev/log#', 'info warn error debug trace'),
  harmless: ['encore.dev/config#secret', ...members('encore.dev#', 'currentRequest appMeta')],
};
