import type { LibraryAdapter } from '../model/adapters';

/** Ed25519 signatures. */
export const nobleEd25519: LibraryAdapter = {
  id: 'noble-ed25519',
  verifiers: {
    '@noble/ed25519#verify': {
      credential: { kind: 'signature', header: undefined },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: false,
      presented: { argument: 0 },
      data: { argument: 1 },
      key: { argument: 2 },
    },
    '@noble/ed25519#verifyAsync': {
      credential: { kind: 'signature', header: undefined },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: true,
      presented: { argument: 0 },
      data: { argument: 1 },
      key: { argument: 2 },
    },
  },
};
