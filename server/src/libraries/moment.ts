import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Dates. */
export const moment: LibraryAdapter = {
  id: 'moment',
  harmless: [...members(['moment#', 'moment-timezone#'], '**'), 'moment#().**', 'moment-timezone#().**', 'moment#', 'moment-timezone#'],
};
