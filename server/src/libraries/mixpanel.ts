import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Mixpanel. */
export const mixpanel: LibraryAdapter = {
  id: 'mixpanel',
  logs: members('mixpanel#init()', 'track import people.set'),
  harmless: ['mixpanel#init'],
};
