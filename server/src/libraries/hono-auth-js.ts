import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Auth.js for Hono. */
export const honoAuthJs: LibraryAdapter = {
  id: 'hono-auth-js',
  middleware: { '@hono/auth-js#verifyAuth': { credential: { kind: 'session' }, method: 'library', binds: ['expiry'] } },
  harmless: members('@hono/auth-js#', 'initAuthConfig authHandler'),
};
