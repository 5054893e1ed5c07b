import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Threads. */
export const nodeWorkerThreads: LibraryAdapter = {
  id: 'node-worker-threads',
  effects: {
    'node:worker_threads#Worker': 'process',
    'node:worker_threads#Worker().postMessage': 'process',
    'node:worker_threads#parentPort.postMessage': 'process',
  },
  harmless: members('node:worker_threads#Worker()', 'on once terminate unref'),
};
