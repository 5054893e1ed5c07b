import type { LibraryAdapter } from '../model/adapters';

/** Several middleware as one. */
export const koaCompose: LibraryAdapter = { id: 'koa-compose', lists: { 'koa-compose#': {} } };
