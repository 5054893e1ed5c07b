import type { ApiPath, LibraryAdapter } from '../model/adapters';

const errors = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooManyRequests: 429,
  internal: 500,
  badImplementation: 500,
  serverUnavailable: 503,
};

/** Errors of Hapi: returned or thrown they are the response. */
export const hapiBoom: LibraryAdapter = {
  id: 'hapi-boom',
  responses: Object.fromEntries(
    Object.entries(errors).map(([name, status]): [ApiPath, { body: number; init: number; status: number }] => [
      `@hapi/boom#${name}`,
      { body: -1, init: -1, status },
    ]),
  ),
};
