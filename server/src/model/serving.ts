import type { ApiPath, Calling } from './adapters';
import type { HttpMethod } from './endpoint';
import type { Span } from './source';

/** Stands for a function, or what may be one, among the values that a module gives to its platform. */
export const callable: unique symbol = Symbol('callable');

/** A platform that calls handlers which modules register by a call or export, with no router in between. */
export interface ServingConvention {
  /** Matches the path, relative to its workspace root, of files that may hold such a handler. */
  readonly match: RegExp;
  /** What their text must hold to be looked at; absent: nothing. */
  readonly mentions?: RegExp;
  /** Calls that register handlers: `global#Deno.serve()`. */
  readonly calls: readonly ApiPath[];
  /** Exports that are given to {@link handlers}, too. */
  readonly exports?: RegExp;
  /** Whether the platform is in use in a folder, whatever the file; asked once a folder. Absent: it is. */
  inUse?(surroundings: Surroundings): boolean;
  /** Whether the platform is in use for a file, where that depends on its path. */
  applies?(match: RegExpExecArray, surroundings: Surroundings): boolean;
  /** The handlers in a registration or export, one for each route that leads to it; none when it is something else. */
  handlers(served: Served): readonly ServedHandler[];
}

/** Files around a module that tell of its platform. */
export interface Surroundings {
  /** The text of the nearest file of a name, in the module's folder or one around it. */
  nearest(name: string): string | undefined;
  /** The text of a file by its path relative to the workspace root. */
  text(path: string): string | undefined;
  /** Paths, relative to the workspace root, of all its files that match. */
  matching(pattern: RegExp): readonly string[];
  /** The folder of the nearest file of a name, relative to the workspace root; `''` is the root. */
  folder(name: string): string | undefined;
}

/** What a module registers or exports. */
export interface Served {
  /** The registering call, `undefined` for an export. */
  readonly call: string | undefined;
  /** The export that it is, or that the registration is made for. */
  readonly exportName: string | undefined;
  /** The call's arguments, or the exported value alone: objects, lists and constants as such, functions as {@link callable}. */
  readonly values: readonly unknown[];
  /** The module's statically known `config` export. */
  readonly config: unknown;
  /** Path of the module relative to its workspace root. */
  readonly file: string;
  /** The module's text. */
  readonly text: string;
  readonly match: RegExpExecArray;
  readonly surroundings: Surroundings;
  /** How many parameters the function at a place declares. */
  parameters(at: readonly (string | number)[]): number | undefined;
}

/** One handler and how requests reach it. */
export interface ServedHandler {
  /** The name it goes by on its platform. */
  readonly name: string;
  /** Methods it answers; empty when it answers every method. */
  readonly methods: readonly HttpMethod[];
  /** Its route path; of a handler that is called for every path below, the one that names none of them. */
  readonly path: string;
  /** It is called for every path: those it compares the request's path with are routes. */
  readonly dispatches: boolean;
  /** Beginning of {@link path} that the handler does not get to see. */
  readonly hidden?: string;
  /** Where the function is among the values: index, then names of members. */
  readonly at: readonly (string | number)[];
  /** Whether it stands where it is registered or where it is written. */
  readonly standsAt: 'registration' | 'handler';
  readonly calling: Calling;
  /** What the platform verifies before it calls the handler. */
  readonly protectedBy?: Protection;
}

/** A verification that a platform makes. */
export interface Protection {
  /** In words: `function key`. */
  readonly by: string;
  /** It asks for a key that all callers share, and knows nobody apart. */
  readonly isKey?: true;
  /** The place of a manifest that asks for it; absent: code at the handler does. Adapters know files by their paths in the workspace. */
  readonly at?: Span | undefined;
}
