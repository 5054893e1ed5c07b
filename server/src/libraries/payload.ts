import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Payload: the local API skips access control unless told otherwise. */
export const payload: LibraryAdapter = {
  id: 'payload',
  effects: each(
    members(
      ['payload#getPayload()', 'payload#getPayloadHMR()', '@payloadcms/next/utilities#getPayloadHMR()'],
      `create update delete updateGlobal duplicate sendEmail jobs.queue jobs.run jobs.runByID restoreVersion`,
    ),
    'database',
  ),
  logs: members(['payload#getPayload().logger', '@payloadcms/next/utilities#getPayloadHMR().logger'], '*'),
  harmless: [
    ...members('payload#', 'getPayload buildConfig'),
    '@payloadcms/next/utilities#getPayloadHMR',
    ...members(['payload#getPayload()', '@payloadcms/next/utilities#getPayloadHMR()'], 'find findByID findGlobal count findVersions'),
  ],
};
