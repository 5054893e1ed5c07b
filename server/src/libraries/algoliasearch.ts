import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Algolia. */
export const algoliasearch: LibraryAdapter = {
  id: 'algoliasearch',
  effects: each(
    [
      ...members(
        ['algoliasearch#().initIndex()', 'algoliasearch#algoliasearch().initIndex()'],
        `saveObject saveObjects deleteObject deleteObjects replaceAllObjects partialUpdateObjects clearObjects`,
      ),
      ...members('algoliasearch#algoliasearch()', 'saveObjects deleteObjects replaceAllObjects partialUpdateObjects'),
    ],
    'database',
  ),
  harmless: ['algoliasearch#algoliasearch', 'algoliasearch#', 'algoliasearch#().initIndex', 'algoliasearch#algoliasearch().initIndex'],
};
