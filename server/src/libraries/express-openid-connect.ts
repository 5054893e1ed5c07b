import type { LibraryAdapter, MiddlewareModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** OpenID Connect for Express. */
export const expressOpenidConnect: LibraryAdapter = {
  id: 'express-openid-connect',
  middleware: {
    'express-openid-connect#requiresAuth': { credential: { kind: 'session' }, method: 'library', binds: ['expiry'] },
    'express-openid-connect#auth': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      disabledBy: { authRequired: false },
    },
    ...each(members('express-openid-connect#', 'claimEquals claimIncludes claimCheck'), {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
    } satisfies MiddlewareModel),
  },
};
