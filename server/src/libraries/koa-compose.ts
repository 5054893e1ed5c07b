import type { LibraryAdapter } from '../model/adapters';

/** Several middleware as one, and `compose-middleware`, which does the same for Express. */
export const koaCompose: LibraryAdapter = { id: 'koa-compose', lists: { 'koa-compose#': {}, 'compose-middleware#compose': {} } };
