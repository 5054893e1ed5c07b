import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** OneSignal. */
export const onesignalNode: LibraryAdapter = {
  id: 'onesignal-node',
  effects: each(
    [
      ...members('onesignal-node#Client()', 'createNotification cancelNotification'),
      '@onesignal/node-onesignal#DefaultApi().createNotification',
    ],
    'message',
  ),
  harmless: ['onesignal-node#Client', ...members('@onesignal/node-onesignal#', 'DefaultApi createConfiguration Notification')],
};
