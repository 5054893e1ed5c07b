import type { LibraryAdapter } from '../model/adapters';

/** Errors with a status. */
export const httpErrors: LibraryAdapter = {
  id: 'http-errors',
  harmless: ['http-errors#**', 'http-errors#()', 'http-status-codes#getReasonPhrase', 'ts-http-errors#'],
};
