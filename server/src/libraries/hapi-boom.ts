import type { LibraryAdapter } from '../model/adapters';
import { errorsWithStatus } from './parts/errorsWithStatus';

/** Errors of Hapi: returned or thrown they are the response, also from a `pre` function. */
export const hapiBoom: LibraryAdapter = {
  id: 'hapi-boom',
  responses: errorsWithStatus(
    '@hapi/boom#',
    {
      badRequest: 400,
      unauthorized: 401,
      forbidden: 403,
      notFound: 404,
      conflict: 409,
      tooManyRequests: 429,
      internal: 500,
      badImplementation: 500,
      serverUnavailable: 503,
    },
    { isFinal: true },
  ),
};
