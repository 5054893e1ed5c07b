import type { LibraryAdapter } from '../model/adapters';

/** Measures responses. */
export const responseTime: LibraryAdapter = { id: 'response-time', harmless: ['response-time#'] };
