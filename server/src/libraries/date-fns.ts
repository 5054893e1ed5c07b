import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const dates = members(['date-fns#', 'date-fns/*#', 'date-fns-tz#', '@date-fns/tz#', '@date-fns/utc#'], '**');

/** Dates. */
export const dateFns: LibraryAdapter = {
  id: 'date-fns',
  harmless: dates,
  known: dates,
};
