import type { LibraryAdapter } from '../model/adapters';

/** Checks the form of a body; nobody is identified. */
export const expressValidator: LibraryAdapter = {
  id: 'express-validator',
  harmless: [
    'express-validator#**',
    'express-validator#body().**',
    'express-validator#query().**',
    'express-validator#param().**',
    'express-validator#header().**',
    'express-validator#check().**',
    'express-validator#validationResult().**',
  ],
};
