import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Collections. */
export const lodash: LibraryAdapter = {
  id: 'lodash',
  harmless: [
    ...members(['lodash#', 'lodash-es#', 'lodash/*#', 'remeda#', 'ramda#', 'radash#', 'es-toolkit#', 'es-toolkit/*#', 'underscore#'], '**'),
    'lodash/*#',
    'lodash#()',
    'lodash#().**',
  ],
};
