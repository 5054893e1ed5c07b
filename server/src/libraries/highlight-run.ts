import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Highlight. */
export const highlightRun: LibraryAdapter = {
  id: 'highlight-run',
  logs: members(['@highlight-run/node#H', '@highlight-run/next/server#H'], 'consumeError recordError log flush'),
  harmless: ['@highlight-run/node#H.init'],
};
