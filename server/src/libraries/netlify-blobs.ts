import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Netlify Blobs. */
export const netlifyBlobs: LibraryAdapter = {
  id: 'netlify-blobs',
  effects: each(members(['@netlify/blobs#getStore()', '@netlify/blobs#getDeployStore()'], 'set setJSON delete deleteAll'), 'filesystem'),
  harmless: [
    ...members('@netlify/blobs#', 'getStore getDeployStore'),
    ...members(['@netlify/blobs#getStore()', '@netlify/blobs#getDeployStore()'], 'get getWithMetadata getMetadata list'),
  ],
};
