import type { LibraryAdapter } from '../model/adapters';

/** Sets security headers. */
export const helmet: LibraryAdapter = { id: 'helmet', harmless: ['helmet#**', 'helmet#()'] };
