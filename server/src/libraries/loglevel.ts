import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** loglevel. */
export const loglevel: LibraryAdapter = {
  id: 'loglevel',
  logs: members(['loglevel#', 'loglevel#getLogger()'], 'trace debug info warn error log'),
  harmless: members('loglevel#', 'getLogger setLevel setDefaultLevel'),
};
