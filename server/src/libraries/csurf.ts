import type { LibraryAdapter } from '../model/adapters';

/** Compares a token that the page was given; nobody is identified. */
export const csurf: LibraryAdapter = {
  id: 'csurf',
  unverified: { 'csurf#': 'a token of the page is compared, nobody is identified' },
  harmless: [
    'csurf#',
    'lusca#',
    'lusca#csrf',
    'csrf-csrf#doubleCsrf',
    '@edge-csrf/nextjs#createCsrfMiddleware',
    '@edge-csrf/nextjs#createCsrfProtect',
  ],
};
