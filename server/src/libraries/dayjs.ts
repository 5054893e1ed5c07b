import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const dates: readonly ApiPath[] = [
  ...members(['dayjs#', 'dayjs/*#'], '**'),
  'dayjs#().**',
  'dayjs#utc().**',
  'dayjs#tz().**',
  'dayjs#unix().**',
  'dayjs#',
];

/** Dates. */
export const dayjs: LibraryAdapter = {
  id: 'dayjs',
  harmless: dates,
  known: dates,
};
