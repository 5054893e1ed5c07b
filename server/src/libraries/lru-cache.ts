import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** A cache in memory. */
export const lruCache: LibraryAdapter = {
  id: 'lru-cache',
  harmless: [
    ...members(['lru-cache#', 'quick-lru#'], '**'),
    ...members(
      ['lru-cache#()', 'lru-cache#LRUCache()', 'node-cache#()', 'quick-lru#()'],
      'get set has delete del clear peek keys values entries flushAll ttl',
    ),
    'lru-cache#',
    'node-cache#',
    'quick-lru#',
  ],
};
