import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';
import { session } from './parts/clerkSession';

/** Clerk for Next.js. `auth()` only tells who calls; `clerkMiddleware()` without a handler protects nothing. */
export const clerkNextjs: LibraryAdapter = {
  id: 'clerk-nextjs',
  verifiers: {
    '@clerk/nextjs/server#auth': session,
    '@clerk/nextjs#auth': { ...session, async: false },
    '@clerk/nextjs/server#auth.protect': { ...session, refusal: 'throws' },
    '@clerk/nextjs/server#auth().protect': { ...session, refusal: 'throws' },
    '@clerk/nextjs/server#getAuth': { ...session, async: false, presented: { argument: 0 } },
    '@clerk/nextjs/server#currentUser': { ...session, refusal: 'null' },
    '@clerk/nextjs#currentUser': { ...session, refusal: 'null' },
    '@clerk/nextjs/server#verifyToken': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry', 'issuer'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
    },
    '@clerk/nextjs/webhooks#verifyWebhook': {
      credential: { kind: 'signature', header: 'svix-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
    },
  },
  middleware: {
    '@clerk/nextjs#authMiddleware': {
      credential: { kind: 'session' },
      method: 'library',
      binds: ['expiry'],
      exemptions: ['publicRoutes', 'ignoredRoutes'],
    },
  },
  hands: { '@clerk/nextjs/server#clerkMiddleware': '@clerk/nextjs/server#auth' },
  pathTests: { '@clerk/nextjs/server#createRouteMatcher': 0 },
  responses: {
    '@clerk/nextjs/server#auth().redirectToSignIn': { body: -1, init: -1, status: 302 },
    '@clerk/nextjs/server#auth.redirectToSignIn': { body: -1, init: -1, status: 302 },
  },
  effects: each(
    members(
      ['@clerk/nextjs/server#clerkClient().**', '@clerk/nextjs/server#clerkClient.**'],
      'createUser updateUser updateUserMetadata deleteUser banUser unbanUser createOrganization updateOrganization deleteOrganization createInvitation revokeInvitation revokeSession',
    ),
    'http',
  ),
  harmless: [
    ...members('@clerk/nextjs/server#', 'clerkClient clerkMiddleware clerkMiddleware()'),
    ...members('@clerk/nextjs/server#clerkClient().**', 'getUser getUserList getOrganization getOrganizationList getSession getCount'),
  ],
};
