import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Counts requests; nobody is identified. */
export const upstashRatelimit: LibraryAdapter = {
  id: 'upstash-ratelimit',
  unverified: { '@upstash/ratelimit#Ratelimit().limit': 'requests are counted, nobody is identified' },
  harmless: [
    ...members('@upstash/ratelimit#', 'Ratelimit Ratelimit.*'),
    ...members('@upstash/ratelimit#Ratelimit()', 'limit blockUntilReady resetUsedTokens getRemaining'),
  ],
};
