import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const dates: readonly ApiPath[] = [
  ...members(['moment#', 'moment-timezone#'], '**'),
  'moment#().**',
  'moment-timezone#().**',
  'moment#',
  'moment-timezone#',
];

/** Dates. */
export const moment: LibraryAdapter = {
  id: 'moment',
  harmless: dates,
  known: dates,
};
