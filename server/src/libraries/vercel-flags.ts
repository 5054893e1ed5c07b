import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Feature flags are read from the platform. */
export const vercelFlags: LibraryAdapter = {
  id: 'vercel-flags',
  harmless: [...members('flags/next#', 'flag dedupe'), '@vercel/flags/next#flag'],
};
