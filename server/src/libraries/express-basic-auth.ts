import type { LibraryAdapter } from '../model/adapters';

/** Basic authentication for Express; an async authorizer passes everybody, with `authorizeAsync` it has to call back. */
export const expressBasicAuth: LibraryAdapter = {
  id: 'express-basic-auth',
  middleware: {
    'express-basic-auth#': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'constant-time',
      binds: [],
      key: { argument: 0, path: ['users'] },
      decidedBy: { option: 'authorizer', gives: ['name', 'password', 'callback'], synchronous: true },
    },
  },
  comparisons: { 'express-basic-auth#safeCompare': { left: 0, right: 1 } },
};
