import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { each } from '../model/apiPath';
import { session } from './parts/clerkSession';

const modules = ['@clerk/astro/server', 'astro-clerk-auth/server'];
const symbol = (name: string): readonly ApiPath[] => modules.map((module): ApiPath => `${module}#${name}`);

/** Clerk for Astro. `clerkMiddleware()` without a handler protects nothing. */
export const clerkAstro: LibraryAdapter = {
  id: 'clerk-astro',
  verifiers: each(symbol('auth'), { ...session, async: false }),
  hands: Object.fromEntries(modules.map((module): [ApiPath, ApiPath] => [`${module}#clerkMiddleware`, `${module}#auth`])),
  pathTests: each(symbol('createRouteMatcher'), 0),
  responses: each(symbol('auth().redirectToSignIn'), { body: -1, init: -1, status: 302 }),
  harmless: [...symbol('clerkMiddleware'), ...symbol('clerkMiddleware()'), ...symbol('clerkClient')],
};
