import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Novu. */
export const novu: LibraryAdapter = {
  id: 'novu',
  effects: each(
    [
      ...members(['@novu/node#Novu()', '@novu/api#Novu()'], 'trigger bulkTrigger broadcast triggerBulk triggerBroadcast'),
      ...members('@novu/node#Novu().subscribers', 'identify update delete'),
    ],
    'message',
  ),
  harmless: members(['@novu/node#', '@novu/api#'], 'Novu'),
};
