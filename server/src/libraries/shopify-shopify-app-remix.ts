import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Shopify apps on Remix. */
export const shopifyShopifyAppRemix: LibraryAdapter = {
  id: 'shopify-shopify-app-remix',
  verifiers: {
    ...each(
      [
        '@shopify/shopify-app-remix/server#shopifyApp().authenticate.webhook',
        '@shopify/shopify-app-react-router/server#shopifyApp().authenticate.webhook',
      ],
      {
        credential: { kind: 'signature', header: 'x-shopify-hmac-sha256' },
        method: 'signature',
        binds: ['body'],
        refusal: 'throws',
        async: true,
        presented: { argument: 0 },
      } satisfies VerifierModel,
    ),
    ...each(
      members(
        [
          '@shopify/shopify-app-remix/server#shopifyApp().authenticate',
          '@shopify/shopify-app-react-router/server#shopifyApp().authenticate',
        ],
        'admin public.appProxy',
      ),
      {
        credential: { kind: 'session' },
        method: 'library',
        binds: ['expiry'],
        refusal: 'throws',
        async: true,
        presented: { argument: 0 },
      } satisfies VerifierModel,
    ),
  },
  harmless: members(['@shopify/shopify-app-remix/server#', '@shopify/shopify-app-react-router/server#'], 'shopifyApp'),
};
