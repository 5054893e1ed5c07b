import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** SendGrid event webhooks; the timestamp is signed but nobody compares it with the clock. */
export const sendgridEventwebhook: LibraryAdapter = {
  id: 'sendgrid-eventwebhook',
  verifiers: {
    '@sendgrid/eventwebhook#EventWebhook().verifySignature': {
      credential: { kind: 'signature', header: 'x-twilio-email-event-webhook-signature' },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: false,
      key: { argument: 0 },
      data: { argument: 1 },
      presented: { argument: 2 },
    },
  },
  harmless: [
    ...members('@sendgrid/eventwebhook#', 'EventWebhook EventWebhookHeader.**'),
    '@sendgrid/eventwebhook#EventWebhook().convertPublicKeyToECDSA',
  ],
};
