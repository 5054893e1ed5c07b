import type { LibraryAdapter } from '../model/adapters';

/** Lets requests through by their address. */
export const koaIp: LibraryAdapter = { id: 'koa-ip', addressFilters: ['koa-ip#'] };
