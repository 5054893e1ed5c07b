import type { LibraryAdapter } from '../model/adapters';

/** Ends slow requests. */
export const connectTimeout: LibraryAdapter = { id: 'connect-timeout', harmless: ['connect-timeout#'] };
