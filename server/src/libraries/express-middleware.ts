import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Parsers and settings of Express itself. */
export const expressMiddleware: LibraryAdapter = {
  id: 'express-middleware',
  harmless: [
    ...members('express#', 'json urlencoded raw text static'),
    ...members('express#()', 'set enable disable engine listen locals.** on param'),
  ],
};
