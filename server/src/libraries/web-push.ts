import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Web push. */
export const webPush: LibraryAdapter = {
  id: 'web-push',
  effects: { 'web-push#sendNotification': 'message' },
  harmless: members('web-push#', 'setVapidDetails generateVAPIDKeys'),
};
