import type { LibraryAdapter } from '../model/adapters';

/** Reads feeds from the network. */
export const rssParser: LibraryAdapter = {
  id: 'rss-parser',
  effects: { 'rss-parser#().parseURL': 'http' },
  harmless: ['rss-parser#', 'rss-parser#().parseString'],
};
