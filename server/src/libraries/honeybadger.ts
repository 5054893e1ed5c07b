import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Honeybadger. */
export const honeybadger: LibraryAdapter = {
  id: 'honeybadger',
  logs: members('@honeybadger-io/js#', 'notify notifyAsync checkIn event'),
  harmless: members('@honeybadger-io/js#', 'configure setContext'),
};
