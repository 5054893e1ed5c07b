import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Elasticsearch and OpenSearch. */
export const elasticsearch: LibraryAdapter = {
  id: 'elasticsearch',
  effects: each(
    members(
      ['@elastic/elasticsearch#Client()', '@opensearch-project/opensearch#Client()'],
      `index bulk update updateByQuery delete deleteByQuery create reindex indices.create indices.delete indices.putMapping`,
    ),
    'database',
  ),
  harmless: [
    ...members(['@elastic/elasticsearch#', '@opensearch-project/opensearch#'], 'Client'),
    ...members(
      ['@elastic/elasticsearch#Client()', '@opensearch-project/opensearch#Client()'],
      'search get count exists mget indices.exists indices.get ping info cat.indices',
    ),
  ],
};
