import type { LibraryAdapter } from '../model/adapters';

/** Iron Session gives an object in any case: only a member that was put into it proves a session. */
export const ironSession: LibraryAdapter = {
  id: 'iron-session',
  verifiers: {
    'iron-session#getIronSession': {
      credential: { kind: 'session' },
      method: 'library',
      binds: [],
      async: true,
      refusal: { accepted: {}, refused: {} },
    },
    'iron-session#unsealData': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      async: true,
      presented: { argument: 0 },
      refusal: { accepted: {}, refused: {} },
    },
  },
  harmless: ['iron-session#sealData'],
};
