import type { LibraryAdapter } from '../model/adapters';

/** Runs functions a few at a time. */
export const pLimit: LibraryAdapter = {
  id: 'p-limit',
  harmless: [
    'p-limit#',
    'p-limit#()',
    'p-map#',
    'p-retry#',
    'p-queue#',
    'p-queue#().add',
    'p-queue#().addAll',
    'p-queue#().onIdle',
    'p-timeout#',
    'async-retry#',
    'bottleneck#',
    'bottleneck#().schedule',
    'bottleneck#().wrap',
    'exponential-backoff#backOff',
    'async-mutex#Mutex',
    'async-mutex#Mutex().runExclusive',
    'p-all#',
    'p-settle#',
    'p-throttle#',
    'p-throttle#()',
    'delay#',
  ],
};
