import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** libSQL and Turso; the verb is in the text, so every query counts as a change. */
export const libsqlClient: LibraryAdapter = {
  id: 'libsql-client',
  effects: each(
    members(
      ['@libsql/client#createClient()', '@libsql/client/web#createClient()', '@libsql/client/http#createClient()'],
      'execute batch executeMultiple transaction migrate sync',
    ),
    'database',
  ),
  harmless: [
    ...members(['@libsql/client#', '@libsql/client/web#', '@libsql/client/http#'], 'createClient'),
    '@libsql/client#createClient().close',
  ],
};
