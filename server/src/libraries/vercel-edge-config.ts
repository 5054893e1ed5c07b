import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Vercel Edge Config is read-only in code. */
export const vercelEdgeConfig: LibraryAdapter = {
  id: 'vercel-edge-config',
  harmless: [
    ...members('@vercel/edge-config#', 'get getAll has digest createClient'),
    ...members('@vercel/edge-config#createClient()', 'get getAll has digest'),
  ],
};
