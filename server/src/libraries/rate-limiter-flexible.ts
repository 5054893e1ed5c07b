import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Counts requests; nobody is identified. */
export const rateLimiterFlexible: LibraryAdapter = {
  id: 'rate-limiter-flexible',
  unverified: { 'rate-limiter-flexible#*().consume': 'requests are counted, nobody is identified' },
  harmless: ['rate-limiter-flexible#*', ...members('rate-limiter-flexible#*()', 'consume get set penalty reward delete block')],
};
