import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Parameters and logs of AWS Lambda. */
export const awsLambdaPowertools: LibraryAdapter = {
  id: 'aws-lambda-powertools',
  logs: ['@aws-lambda-powertools/logger#Logger().*', '@aws-lambda-powertools/metrics#Metrics().*'],
  harmless: [
    '@aws-lambda-powertools/logger#Logger',
    '@aws-lambda-powertools/metrics#Metrics',
    ...members('@aws-lambda-powertools/tracer#', 'Tracer Tracer().**'),
    ...members('@aws-lambda-powertools/parameters/*#', 'getSecret getParameter getParameters getParametersByName'),
  ],
};
