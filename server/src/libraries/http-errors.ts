import type { LibraryAdapter } from '../model/adapters';
import { each } from '../model/apiPath';
import { errorsWithStatus } from './parts/errorsWithStatus';

/** Errors with a status. Making one answers nothing: it has to be thrown or handed on. */
export const httpErrors: LibraryAdapter = {
  id: 'http-errors',
  responses: {
    ...each(['http-errors#', 'http-errors#()', 'http-errors#createError'], { body: -1, init: 0, status: 500 }),
    ...errorsWithStatus('http-errors#', {
      BadRequest: 400,
      Unauthorized: 401,
      Forbidden: 403,
      NotFound: 404,
      Conflict: 409,
      TooManyRequests: 429,
      InternalServerError: 500,
      ServiceUnavailable: 503,
    }),
  },
  harmless: ['http-errors#**', 'http-status-codes#getReasonPhrase', 'ts-http-errors#'],
};
