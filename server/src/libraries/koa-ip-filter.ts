import type { LibraryAdapter } from '../model/adapters';

/** Lets requests through by their address. */
export const koaIpFilter: LibraryAdapter = { id: 'koa-ip-filter', addressFilters: ['koa-ip-filter#'] };
