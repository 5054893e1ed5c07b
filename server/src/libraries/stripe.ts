import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const event: VerifierModel = {
  credential: { kind: 'signature', header: 'stripe-signature' },
  method: 'signature',
  binds: ['body', 'time'],
  refusal: 'throws',
  async: false,
  data: { argument: 0 },
  presented: { argument: 1 },
  key: { argument: 2 },
  tolerance: { argument: 3 },
};

const webhooks = ['stripe#().webhooks', 'stripe#Stripe().webhooks', 'stripe#webhooks'] as const;
const client = ['stripe#().**', 'stripe#Stripe().**'] as const;

/** Stripe; signatures are accepted for five minutes unless another tolerance is given, and for ever with none (measured with 23.1). */
export const stripe: LibraryAdapter = {
  id: 'stripe',
  verifiers: {
    ...each(members(webhooks, 'constructEvent'), event),
    ...each(members(webhooks, 'constructEventAsync'), { ...event, async: true }),
    ...each(members(webhooks, 'signature.verifyHeader'), event),
    ...each(members(webhooks, 'signature.verifyHeaderAsync'), { ...event, async: true }),
    ...each(members(['stripe#()', 'stripe#Stripe()'], 'parseEventNotification'), event),
  },
  unverified: each(members(webhooks, 'constructEventWithoutVerification'), 'the event is parsed, its signature is not checked'),
  effects: each(
    members(
      client,
      `create update del cancel capture confirm refund finalizeInvoice pay sendInvoice voidInvoice markUncollectible attach detach resume expire
      reverse deleteDiscount createReversal createBalanceTransaction createUsageRecord createPreview release approve reject verify migrate rawRequest`,
    ),
    'http',
  ),
  harmless: [
    'stripe#',
    'stripe#Stripe',
    'stripe#createFetchHttpClient',
    'stripe#createSubtleCryptoProvider',
    'stripe#Stripe.**',
    ...members(
      client,
      'retrieve list search listLineItems autoPagingToArray autoPagingEach retrieveUpcoming webhooks.generateTestHeaderString',
    ),
  ],
};
