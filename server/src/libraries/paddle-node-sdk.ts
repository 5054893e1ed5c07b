import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Paddle Billing. */
export const paddleNodeSdk: LibraryAdapter = {
  id: 'paddle-node-sdk',
  verifiers: {
    '@paddle/paddle-node-sdk#Paddle().webhooks.unmarshal': {
      credential: { kind: 'signature', header: 'paddle-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      data: { argument: 0 },
      key: { argument: 1 },
      presented: { argument: 2 },
    },
    '@paddle/paddle-node-sdk#Paddle().webhooks.isSignatureValid': {
      credential: { kind: 'signature', header: 'paddle-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'false',
      async: true,
      data: { argument: 0 },
      key: { argument: 1 },
      presented: { argument: 2 },
    },
  },
  effects: each(members('@paddle/paddle-node-sdk#Paddle().**', 'create update cancel pause resume archive'), 'http'),
  harmless: [
    ...members('@paddle/paddle-node-sdk#', 'Paddle Environment.** EventName.**'),
    ...members('@paddle/paddle-node-sdk#Paddle().**', 'get list'),
  ],
};
