import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const verify: VerifierModel = {
  credential: { kind: 'signature', header: 'svix-signature' },
  method: 'signature',
  binds: ['body', 'time'],
  refusal: 'throws',
  async: false,
  data: { argument: 0 },
  presented: { argument: 1 },
  key: { call: 'Webhook', argument: 0 },
};

/** Svix and Standard Webhooks: five minutes of tolerance, an empty secret throws. */
export const svix: LibraryAdapter = {
  id: 'svix',
  verifiers: {
    'svix#Webhook().verify': verify,
    'standardwebhooks#Webhook().verify': { ...verify, credential: { kind: 'signature', header: 'webhook-signature' } },
  },
  effects: each(members('svix#Svix().**', 'create update delete patch recover resend rotateSecret'), 'message'),
  harmless: [
    ...members('svix#', 'Webhook Svix WebhookVerificationError Webhook().sign'),
    ...members('svix#Svix().**', 'list get'),
    ...members('standardwebhooks#', 'Webhook WebhookVerificationError Webhook().sign'),
  ],
};
