import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Bunyan. */
export const bunyan: LibraryAdapter = {
  id: 'bunyan',
  logs: members(['bunyan#createLogger()', 'bunyan#createLogger().child()'], 'trace debug info warn error fatal'),
  harmless: [...members('bunyan#', 'createLogger stdSerializers.**'), 'bunyan#createLogger().child'],
};
