import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Loops. */
export const loops: LibraryAdapter = {
  id: 'loops',
  effects: each(members('loops#LoopsClient()', 'sendEvent sendTransactionalEmail createContact updateContact deleteContact'), 'message'),
  harmless: ['loops#LoopsClient'],
};
