import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Vercel Blob. */
export const vercelBlob: LibraryAdapter = {
  id: 'vercel-blob',
  effects: each(
    [
      ...members(
        '@vercel/blob#',
        `put del copy createMultipartUpload uploadPart completeMultipartUpload createMultipartUploader createFolder`,
      ),
      ...members('@vercel/blob/client#', 'upload handleUpload generateClientTokenFromReadWriteToken'),
    ],
    'filesystem',
  ),
  harmless: members('@vercel/blob#', 'list head getDownloadUrl get BlobError'),
};
