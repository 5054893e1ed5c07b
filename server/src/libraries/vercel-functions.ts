import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** What Vercel knows of a request; the address comes from a header. */
export const vercelFunctions: LibraryAdapter = {
  id: 'vercel-functions',
  inputs: {
    '@vercel/functions#ipAddress()': { kind: 'input', input: 'network', absent: 'undefined', name: 'x-real-ip' },
    '@vercel/functions#geolocation().*': { kind: 'input', input: 'network', absent: 'undefined' },
    '@vercel/edge#ipAddress()': { kind: 'input', input: 'network', absent: 'undefined', name: 'x-real-ip' },
    '@vercel/edge#geolocation().*': { kind: 'input', input: 'network', absent: 'undefined' },
  },
  responses: {
    '@vercel/functions#next': { body: -1, init: 0, continues: true },
    '@vercel/functions#rewrite': { body: -1, init: 1, continues: true },
    '@vercel/edge#next': { body: -1, init: 0, continues: true },
    '@vercel/edge#rewrite': { body: -1, init: 1, continues: true },
  },
  effects: each(
    [
      ...members('@vercel/functions#', 'invalidateByTag dangerouslyDeleteByTag'),
      ...members('@vercel/functions#getCache()', 'set delete expireTag'),
    ],
    'filesystem',
  ),
  harmless: [
    ...members('@vercel/functions#', 'waitUntil getEnv getCache getCache().get attachDatabasePool ipAddress geolocation'),
    ...members('@vercel/edge#', 'ipAddress geolocation'),
  ],
};
