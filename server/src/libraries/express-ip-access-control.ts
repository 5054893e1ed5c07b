import type { LibraryAdapter } from '../model/adapters';

/** Lets requests through by their address. */
export const expressIpAccessControl: LibraryAdapter = { id: 'express-ip-access-control', addressFilters: ['express-ip-access-control#'] };
