import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** LINE webhooks; there is no timestamp in the signature. */
export const lineBotSdk: LibraryAdapter = {
  id: 'line-bot-sdk',
  verifiers: {
    '@line/bot-sdk#validateSignature': {
      credential: { kind: 'signature', header: 'x-line-signature' },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: false,
      data: { argument: 0 },
      key: { argument: 1 },
      presented: { argument: 2 },
    },
  },
  middleware: {
    '@line/bot-sdk#middleware': {
      credential: { kind: 'signature', header: 'x-line-signature' },
      method: 'signature',
      binds: ['body'],
      key: { argument: 0, path: ['channelSecret'] },
    },
  },
  effects: each(
    members(['@line/bot-sdk#Client()', '@line/bot-sdk#messagingApi.MessagingApiClient()'], 'pushMessage replyMessage multicast broadcast'),
    'message',
  ),
  harmless: members('@line/bot-sdk#', 'Client messagingApi.MessagingApiClient'),
};
