import type { LibraryAdapter } from '../model/adapters';

/** Discord interactions; the result is a promise since version 4. */
export const discordInteractions: LibraryAdapter = {
  id: 'discord-interactions',
  verifiers: {
    'discord-interactions#verifyKey': {
      credential: { kind: 'signature', header: 'x-signature-ed25519' },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: true,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 3 },
    },
  },
  middleware: {
    'discord-interactions#verifyKeyMiddleware': {
      credential: { kind: 'signature', header: 'x-signature-ed25519' },
      method: 'signature',
      binds: ['body'],
      key: { argument: 0 },
    },
  },
};
