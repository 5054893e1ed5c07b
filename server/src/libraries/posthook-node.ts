import type { LibraryAdapter } from '../model/adapters';

/** Posthook. */
export const posthookNode: LibraryAdapter = {
  id: 'posthook-node',
  verifiers: {
    '@posthook/node#Signatures().parseDelivery': {
      credential: { kind: 'signature', header: 'posthook-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: false,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { call: 'Signatures', argument: 0 },
    },
  },
  harmless: ['@posthook/node#Signatures'],
};
