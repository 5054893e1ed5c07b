import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Quirrel is unmaintained; its wrappers prove nothing. */
export const quirrel: LibraryAdapter = {
  id: 'quirrel',
  passThrough: { 'quirrel/*#Queue': 1, 'quirrel/*#CronJob': 2 },
  clocks: { 'quirrel/*#CronJob': { scheduler: 'quirrel', at: [[1], [1, 0]], timezone: [1, 1] } },
  effects: each(members(['quirrel/*#Queue()', 'quirrel/*#CronJob()'], 'enqueue enqueueMany delete invoke'), 'queue'),
};
