import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Dates. */
export const dateFns: LibraryAdapter = {
  id: 'date-fns',
  harmless: members(['date-fns#', 'date-fns/*#', 'date-fns-tz#', '@date-fns/tz#', '@date-fns/utc#'], '**'),
};
