import type { LibraryAdapter } from '../model/adapters';

/** Mux webhooks. */
export const muxMuxNode: LibraryAdapter = {
  id: 'mux-mux-node',
  verifiers: {
    '@mux/mux-node#().webhooks.verifySignature': {
      credential: { kind: 'signature', header: 'mux-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: false,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 2 },
    },
    '@mux/mux-node#().webhooks.unwrap': {
      credential: { kind: 'signature', header: 'mux-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 2 },
    },
  },
  harmless: ['@mux/mux-node#'],
};
