import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Better Stack. */
export const logtail: LibraryAdapter = {
  id: 'logtail',
  logs: [
    ...members(['@logtail/node#Logtail()', '@logtail/node#log'], 'debug info warn error log flush'),
    ...members(['@logtail/edge#Logtail()', '@logtail/edge#log'], 'debug info warn error log flush'),
    ...members(['@logtail/next#log', '@logtail/next#Logger()', '@logtail/next#Logger().with()'], 'debug info warn error log flush'),
  ],
  harmless: [...members(['@logtail/node#', '@logtail/edge#'], 'Logtail'), '@logtail/next#Logger', '@logtail/next#Logger().with'],
};
