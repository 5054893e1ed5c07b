import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Ably. */
export const ably: LibraryAdapter = {
  id: 'ably',
  effects: each(members(['ably#Rest().channels.get()', 'ably#Realtime().channels.get()'], 'publish'), 'message'),
  harmless: [...members('ably#', 'Rest Realtime'), ...members(['ably#Rest().channels', 'ably#Realtime().channels'], 'get')],
};
