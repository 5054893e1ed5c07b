import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Google APIs; methods named get or list only read. */
export const googleapis: LibraryAdapter = {
  id: 'googleapis',
  effects: each(
    members('googleapis#google.*().**', `insert create update patch delete append batchUpdate send watch copy move clear trash modify`),
    'http',
  ),
  harmless: [...members('googleapis#google.*().**', 'get list batchGet'), 'googleapis#google.*'],
};
