import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Google Cloud Logging. */
export const googleCloudLogging: LibraryAdapter = {
  id: 'google-cloud-logging',
  logs: [
    ...members('@google-cloud/logging#Logging().log()', 'write info warning error debug alert critical'),
    '@google-cloud/error-reporting#ErrorReporting().report',
  ],
  harmless: [
    '@google-cloud/logging#Logging',
    '@google-cloud/logging#Logging().log',
    '@google-cloud/logging#Logging().log().entry',
    '@google-cloud/error-reporting#ErrorReporting',
  ],
};
