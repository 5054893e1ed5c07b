import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Winston. */
export const winston: LibraryAdapter = {
  id: 'winston',
  logs: members(['winston#createLogger()', 'winston#createLogger().child()', 'winston#'], 'error warn info http verbose debug silly log'),
  harmless: [...members('winston#', 'createLogger format.** transports.** addColors'), ...members('winston#createLogger()', 'add child')],
};
