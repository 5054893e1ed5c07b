import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** tslog. */
export const tslog: LibraryAdapter = {
  id: 'tslog',
  logs: members('tslog#Logger()', 'silly trace debug info warn error fatal log'),
  harmless: ['tslog#Logger', 'tslog#Logger().getSubLogger'],
};
