import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** log4js. */
export const log4js: LibraryAdapter = {
  id: 'log4js',
  logs: members('log4js#getLogger()', 'trace debug info warn error fatal mark'),
  harmless: members('log4js#', 'getLogger configure shutdown'),
};
