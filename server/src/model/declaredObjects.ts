import type { Calling, Shape } from './adapters';
import type { HttpMethod } from './endpoint';

/** An endpoint that a framework serves itself and that a function of the configuration guards. */
export interface GuardedByConfiguration {
  /** Where the function stands in the configuration. */
  readonly at: readonly string[];
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  /** What the function is given; a truthy result lets the request pass. */
  readonly given: Shape;
}

/** Frameworks whose endpoints are objects in lists of the configuration: `endpoints: [{ path, method, handler }]`. */
export interface ObjectConvention {
  /** Name of the lists. */
  readonly list: string;
  readonly path: string;
  readonly method: string;
  readonly handler: string;
  /** Property that takes an endpoint out of the base path. */
  readonly root: string;
  /** What comes before every path. */
  readonly base: string;
  /** Property of the object with the list that comes before its paths. */
  readonly owner: string;
  /** What comes before owners of a type, by its name. */
  readonly typed: Readonly<Record<string, string>>;
  readonly calling: Calling;
  readonly guarded: readonly GuardedByConfiguration[];
}
