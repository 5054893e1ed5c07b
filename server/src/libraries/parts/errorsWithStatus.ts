import type { ApiPath } from '../../model/adapters';
import type { ResponseModel } from '../../model/libraryModels';

/** Errors of a module that are responses when they are thrown, by name and status; `prefix` is the path up to the name. */
export function errorsWithStatus(
  prefix: ApiPath,
  statuses: Readonly<Record<string, number>>,
  more: Partial<ResponseModel> = {},
): Readonly<Record<ApiPath, ResponseModel>> {
  return Object.fromEntries(
    Object.entries(statuses).map(([name, status]): [ApiPath, ResponseModel] => [
      `${prefix}${name}`,
      { body: -1, init: -1, status, ...more },
    ]),
  );
}
