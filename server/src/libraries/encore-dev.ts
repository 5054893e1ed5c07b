import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';
import { errorsWithStatus } from './parts/errorsWithStatus';

const refusals: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  permissionDenied: 403,
  notFound: 404,
  invalidArgument: 400,
  failedPrecondition: 400,
  resourceExhausted: 429,
  internal: 500,
  unavailable: 503,
};

/** Secrets, requests and errors of Encore; an error refuses when it is thrown. */
export const encoreDev: LibraryAdapter = {
  id: 'encore-dev',
  environment: { 'encore.dev/config#secret()()': { validated: true, namedAtStart: true } },
  inputs: { 'encore.dev#currentRequest().headers.*': { kind: 'input', input: 'header', absent: 'undefined' } },
  responses: errorsWithStatus('encore.dev/api#APIError.', refusals, { body: 0 }),
  logs: members('encore.dev/log#', 'info warn error debug trace'),
  harmless: ['encore.dev/config#secret', 'encore.dev/auth#authHandler', ...members('encore.dev#', 'currentRequest appMeta')],
};
