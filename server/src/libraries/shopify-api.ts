import type { LibraryAdapter } from '../model/adapters';

/** Shopify webhooks; there is no timestamp in the signature. */
export const shopifyApi: LibraryAdapter = {
  id: 'shopify-api',
  verifiers: {
    '@shopify/shopify-api#shopifyApi().webhooks.validate': {
      credential: { kind: 'signature', header: 'x-shopify-hmac-sha256' },
      method: 'signature',
      binds: ['body'],
      async: true,
      presented: { argument: 0, path: ['rawRequest'] },
      data: { argument: 0, path: ['rawBody'] },
      refusal: { accepted: { valid: true }, refused: { valid: false } },
    },
  },
  harmless: ['@shopify/shopify-api#shopifyApi'],
};
