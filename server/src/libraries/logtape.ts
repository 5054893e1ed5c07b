import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** LogTape. */
export const logtape: LibraryAdapter = {
  id: 'logtape',
  logs: members(['@logtape/logtape#getLogger()', '@logtape/logtape#getLogger().**'], 'debug info warn warning error fatal trace'),
  harmless: [
    ...members('@logtape/logtape#', 'getLogger configure withContext getConsoleSink'),
    ...members('@logtape/logtape#getLogger()', 'getChild with'),
  ],
};
