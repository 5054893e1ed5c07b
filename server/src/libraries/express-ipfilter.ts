import type { LibraryAdapter } from '../model/adapters';

/** Lets requests through by their address; the default mode denies a list and lets all others in. */
export const expressIpfilter: LibraryAdapter = { id: 'express-ipfilter', addressFilters: ['express-ipfilter#IpFilter'] };
