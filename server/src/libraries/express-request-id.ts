import type { LibraryAdapter } from '../model/adapters';

/** Names requests. */
export const expressRequestId: LibraryAdapter = { id: 'express-request-id', harmless: ['express-request-id#'] };
