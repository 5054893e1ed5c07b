import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Counts requests; nobody is identified. */
export const expressRateLimit: LibraryAdapter = {
  id: 'express-rate-limit',
  unverified: {
    'express-rate-limit#': 'requests are counted, nobody is identified',
    'express-rate-limit#rateLimit': 'requests are counted, nobody is identified',
  },
  harmless: [
    ...members('express-rate-limit#', 'rateLimit ipKeyGenerator'),
    'express-rate-limit#',
    'express-slow-down#',
    'rate-limit-redis#',
  ],
};
