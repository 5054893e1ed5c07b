import type { LibraryAdapter, VerifierModel, WrapperModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const session: VerifierModel = { credential: { kind: 'session' }, method: 'library', binds: ['expiry'], refusal: 'null', async: true };

const required: WrapperModel = { credential: { kind: 'session' }, method: 'library', binds: ['expiry'], handler: 0, yields: 'handler' };

/** Auth0 for Next.js; its middleware mounts routes and refuses nothing. */
export const auth0NextjsAuth0: LibraryAdapter = {
  id: 'auth0-nextjs-auth0',
  verifiers: each(
    ['@auth0/nextjs-auth0/server#Auth0Client().getSession', '@auth0/nextjs-auth0#getSession', '@auth0/nextjs-auth0/edge#getSession'],
    session,
  ),
  wrappers: each(
    [
      '@auth0/nextjs-auth0/server#Auth0Client().withApiAuthRequired',
      '@auth0/nextjs-auth0#withApiAuthRequired',
      '@auth0/nextjs-auth0/edge#withApiAuthRequired',
    ],
    required,
  ),
  harmless: members('@auth0/nextjs-auth0/server#', 'Auth0Client Auth0Client().middleware'),
};
