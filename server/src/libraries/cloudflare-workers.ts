import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** The bindings of a Worker. */
export const cloudflareWorkers: LibraryAdapter = {
  id: 'cloudflare-workers',
  environment: { 'cloudflare:workers#env.*': { validated: false } },
  effects: each(members('cloudflare:workers#env.**', 'put delete send sendBatch run exec batch writeDataPoint'), 'database'),
  harmless: [
    ...members('cloudflare:workers#', 'waitUntil withEnv WorkerEntrypoint DurableObject'),
    ...members('cloudflare:workers#env.**', 'get list head getWithMetadata prepare bind first all raw idFromName'),
  ],
};
