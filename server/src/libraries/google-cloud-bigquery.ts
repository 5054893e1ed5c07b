import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** BigQuery; the verb is in the text, so every query counts as a change. */
export const googleCloudBigquery: LibraryAdapter = {
  id: 'google-cloud-bigquery',
  effects: each(
    members('@google-cloud/bigquery#BigQuery().**', 'query createQueryJob insert load createTable createDataset delete'),
    'database',
  ),
  harmless: [
    '@google-cloud/bigquery#BigQuery',
    ...members('@google-cloud/bigquery#BigQuery().**', 'dataset table getRows getQueryResults exists'),
  ],
};
