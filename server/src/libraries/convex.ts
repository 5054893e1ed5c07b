import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Convex from outside. */
export const convex: LibraryAdapter = {
  id: 'convex',
  effects: each(
    [...members('convex/nextjs#', 'fetchMutation fetchAction'), ...members('convex/browser#ConvexHttpClient()', 'mutation action')],
    'database',
  ),
  harmless: [
    ...members('convex/nextjs#', 'fetchQuery preloadQuery'),
    'convex/browser#ConvexHttpClient',
    ...members('convex/browser#ConvexHttpClient()', 'query setAuth'),
  ],
};
