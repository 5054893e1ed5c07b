import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Bull. */
export const bull: LibraryAdapter = {
  id: 'bull',
  effects: each(members('bull#()', 'add addBulk pause resume empty clean obliterate removeRepeatable removeJobs'), 'queue'),
  harmless: ['bull#', ...members('bull#()', 'getJob getJobs getJobCounts getRepeatableJobs process on close')],
};
