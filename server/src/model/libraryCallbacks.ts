import type { ApiPath } from './adapters';

/** What libraries hand to functions of the project, and functions that they make of what they are given. */
export interface LibraryCallbacks {
  /** Calls that hand something of the library's own to their callback, before what the framework hands it: `clerkMiddleware((auth, request) => …)`. */
  readonly hands?: Readonly<Record<ApiPath, ApiPath>>;
  /** Calls that make a test of the request's path, by the argument that holds the patterns: `createRouteMatcher(['/admin(.*)'])`. */
  readonly pathTests?: Readonly<Record<ApiPath, number>>;
}
