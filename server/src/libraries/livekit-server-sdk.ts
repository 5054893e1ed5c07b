import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** LiveKit webhooks. */
export const livekitServerSdk: LibraryAdapter = {
  id: 'livekit-server-sdk',
  verifiers: {
    'livekit-server-sdk#WebhookReceiver().receive': {
      credential: { kind: 'signature', header: 'authorization' },
      method: 'signature',
      binds: ['body', 'expiry'],
      refusal: 'throws',
      async: true,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { call: 'WebhookReceiver', argument: 1 },
    },
  },
  harmless: members('livekit-server-sdk#', 'WebhookReceiver AccessToken AccessToken().** RoomServiceClient'),
};
