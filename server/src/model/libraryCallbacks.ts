import type { ApiPath } from './adapters';

/** A place among the arguments of a call: index, then names of members; `*` is every item of a list. */
export type ValuePlace = readonly (number | string)[];

/** A call by which the code of an endpoint says itself when it is called. */
export interface ClockModel {
  readonly scheduler: string;
  /** Places where the expression may stand, with its time zone before it (`TZ=Europe/Paris 0 9 * * *`) or elsewhere. */
  readonly at?: readonly ValuePlace[];
  readonly timezone?: ValuePlace;
  /** Where there are results of calls that say it instead: `serve({ functions: [digest] })`. */
  readonly of?: ValuePlace;
}

/** What libraries hand to functions of the project, and functions that they make of what they are given. */
export interface LibraryCallbacks {
  /** Calls that hand something of the library's own to their callback, before what the framework hands it: `clerkMiddleware((auth, request) => …)`. */
  readonly hands?: Readonly<Record<ApiPath, ApiPath>>;
  /** Calls that make a test of the request's path, by the argument that holds the patterns: `createRouteMatcher(['/admin(.*)'])`. */
  readonly pathTests?: Readonly<Record<ApiPath, number>>;
  /** Calls that say when an endpoint is called. */
  readonly clocks?: Readonly<Record<ApiPath, ClockModel>>;
}
