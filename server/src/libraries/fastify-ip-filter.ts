import type { LibraryAdapter } from '../model/adapters';

/** Lets requests through by their address. */
export const fastifyIpFilter: LibraryAdapter = { id: 'fastify-ip-filter', addressFilters: ['fastify-ip-filter#'] };
