import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Bugsnag. */
export const bugsnag: LibraryAdapter = {
  id: 'bugsnag',
  logs: [...members(['@bugsnag/js#', '@bugsnag/node#'], 'notify leaveBreadcrumb'), '@bugsnag/js#Bugsnag.notify'],
  harmless: members(['@bugsnag/js#', '@bugsnag/node#'], 'start getPlugin'),
};
