import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Dates. */
export const dayjs: LibraryAdapter = {
  id: 'dayjs',
  harmless: [...members(['dayjs#', 'dayjs/*#'], '**'), 'dayjs#().**', 'dayjs#utc().**', 'dayjs#tz().**', 'dayjs#unix().**', 'dayjs#'],
};
