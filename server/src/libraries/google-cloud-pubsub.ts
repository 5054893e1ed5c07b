import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Google Pub/Sub. */
export const googleCloudPubsub: LibraryAdapter = {
  id: 'google-cloud-pubsub',
  effects: each(
    [
      ...members('@google-cloud/pubsub#PubSub().topic()', 'publish publishMessage publishJSON delete'),
      ...members('@google-cloud/pubsub#PubSub()', 'createTopic createSubscription'),
    ],
    'queue',
  ),
  harmless: ['@google-cloud/pubsub#PubSub', ...members('@google-cloud/pubsub#PubSub()', 'topic subscription')],
};
