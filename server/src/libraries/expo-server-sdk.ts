import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Expo push. */
export const expoServerSdk: LibraryAdapter = {
  id: 'expo-server-sdk',
  effects: { 'expo-server-sdk#Expo().sendPushNotificationsAsync': 'message' },
  harmless: [
    ...members('expo-server-sdk#', 'Expo Expo.isExpoPushToken'),
    ...members('expo-server-sdk#Expo()', 'chunkPushNotifications getPushNotificationReceiptsAsync chunkPushNotificationReceiptIds'),
  ],
};
