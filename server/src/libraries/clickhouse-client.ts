import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** ClickHouse; the verb is in the text, so every statement counts as a change. */
export const clickhouseClient: LibraryAdapter = {
  id: 'clickhouse-client',
  effects: each(
    members(['@clickhouse/client#createClient()', '@clickhouse/client-web#createClient()'], 'insert command exec query'),
    'database',
  ),
  harmless: members(['@clickhouse/client#', '@clickhouse/client-web#'], 'createClient'),
};
