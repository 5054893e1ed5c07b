import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Timers. */
export const nodeTimers: LibraryAdapter = {
  id: 'node-timers',
  harmless: members(['node:timers#', 'node:timers/promises#', 'node:perf_hooks#'], '**'),
};
