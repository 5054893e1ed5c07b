import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Lucia. */
export const lucia: LibraryAdapter = {
  id: 'lucia',
  verifiers: {
    'lucia#Lucia().validateSession': {
      credential: { kind: 'session' },
      method: 'lookup',
      binds: ['expiry'],
      async: true,
      presented: { argument: 0 },
      refusal: { accepted: { session: {}, user: {} }, refused: { session: null, user: null } },
    },
  },
  effects: each(members('lucia#Lucia()', 'createSession invalidateSession invalidateUserSessions deleteExpiredSessions'), 'database'),
  harmless: [
    ...members('lucia#', 'Lucia generateId generateIdFromEntropySize'),
    ...members('lucia#Lucia()', `readSessionCookie readBearerToken createSessionCookie createBlankSessionCookie getUserSessions`),
  ],
};
