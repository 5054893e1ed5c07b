import type { LibraryAdapter } from '../model/adapters';

/** Texts for addresses. */
export const slugify: LibraryAdapter = {
  id: 'slugify',
  harmless: ['slugify#', '@sindresorhus/slugify#', 'slugify#default', 'change-case#**', 'pluralize#**'],
};
