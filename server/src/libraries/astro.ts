import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Astro's middleware. */
export const astro: LibraryAdapter = {
  id: 'astro',
  passThrough: { 'astro:middleware#defineMiddleware': 0, 'astro/middleware#defineMiddleware': 0 },
  lists: { 'astro:middleware#sequence': {}, 'astro/middleware#sequence': {} },
  harmless: [...members('astro:assets#', 'getImage'), ...members('astro:content#', 'getCollection getEntry getEntries')],
};
