import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Agenda. */
export const agenda: LibraryAdapter = {
  id: 'agenda',
  effects: each(members(['agenda#()', 'agenda#Agenda()'], 'now schedule every cancel create purge'), 'queue'),
  harmless: ['agenda#', 'agenda#Agenda', ...members(['agenda#()', 'agenda#Agenda()'], 'define start stop jobs on')],
};
