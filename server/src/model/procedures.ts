import type { ApiPath, Calling, Shape } from './adapters';
import type { HttpMethod } from './endpoint';

/** A call that serves a router of procedures. */
export interface ProcedureMount {
  /** Index of the argument with the options. */
  readonly options: number;
  /** The option that holds the router, or the construction that is given it as its first argument. */
  readonly router: { readonly option: string } | { readonly call: string };
  /** The option that holds what precedes every path; without it the path that the call's own result is registered under. */
  readonly prefix: string;
  /** The option that holds the context of each request, or the function that makes it. */
  readonly context: string;
  /** The request as the function that holds the call, and the one that makes the context, are given it. */
  readonly request: Shape;
  /** Paths are made of the keys alone; these are the methods that a procedure answers which declares one, or none, for itself. */
  readonly byKeys?: (declared: HttpMethod | undefined) => readonly HttpMethod[];
  /** Members of the object that the function is given besides the request. */
  readonly given: Readonly<Record<string, Shape>>;
}

/** Frameworks whose endpoints are procedures: chains of calls that end in a function, in an object whose keys are their paths. */
export interface ProcedureConvention {
  /** Modules of which one is imported where a router is served. */
  readonly modules: readonly string[];
  readonly mounts: Readonly<Record<ApiPath, ProcedureMount>>;
  /** Calls that make a router of objects. */
  readonly routers: readonly string[];
  /** Calls that end a procedure, with the methods it is called with. */
  readonly ends: Readonly<Record<string, readonly HttpMethod[]>>;
  /** The call that adds a middleware, and the one that may make it. */
  readonly use: string;
  readonly made: string;
  /** The call that gives a procedure a method and path of its own. */
  readonly route?: string;
  /** What stands between the keys in a path. */
  readonly separator: string;
  readonly middleware: Calling;
  readonly resolver: Calling;
  /** What middleware and resolver share: members of the context. */
  readonly shared: Shape;
}
