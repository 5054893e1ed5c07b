import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Google Cloud Storage. */
export const googleCloudStorage: LibraryAdapter = {
  id: 'google-cloud-storage',
  effects: each(
    members(
      '@google-cloud/storage#Storage().**',
      `save delete upload move copy createWriteStream setMetadata makePublic deleteFiles create createBucket rename`,
    ),
    'filesystem',
  ),
  harmless: [
    '@google-cloud/storage#Storage',
    ...members(
      '@google-cloud/storage#Storage().**',
      'bucket file exists download getFiles getMetadata getSignedUrl createReadStream getBuckets',
    ),
  ],
};
