import type { LibraryAdapter } from '../model/adapters';

/** Agentuity: `cron()` verifies what its scheduler signs where `auth` is true (read in 2.0.21), and nothing in its old form without options. */
export const agentuityRuntime: LibraryAdapter = {
  id: 'agentuity-runtime',
  wrappers: {
    '@agentuity/runtime#cron': {
      credential: { kind: 'signature', header: 'x-agentuity-cron-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      handler: -1,
      onlyWith: ['auth'],
      yields: 'handler',
    },
  },
  clocks: { '@agentuity/runtime#cron': { scheduler: 'agentuity', at: [[0]] } },
  harmless: ['@agentuity/runtime#createRouter'],
};
