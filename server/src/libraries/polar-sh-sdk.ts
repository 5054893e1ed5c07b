import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Polar webhooks. */
export const polarShSdk: LibraryAdapter = {
  id: 'polar-sh-sdk',
  verifiers: {
    '@polar-sh/sdk/webhooks#validateEvent': {
      credential: { kind: 'signature', header: 'webhook-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: false,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 2 },
    },
  },
  effects: each(members('@polar-sh/sdk#Polar().**', 'create update delete ingest revoke'), 'http'),
  harmless: [
    '@polar-sh/sdk#Polar',
    ...members('@polar-sh/sdk#Polar().**', 'get list getState getExternal'),
    '@polar-sh/sdk/webhooks#WebhookVerificationError',
  ],
};
