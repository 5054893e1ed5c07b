import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Pusher. */
export const pusher: LibraryAdapter = {
  id: 'pusher',
  effects: each(members('pusher#()', 'trigger triggerBatch sendToUser'), 'message'),
  harmless: ['pusher#', ...members('pusher#()', 'get authorizeChannel')],
};
