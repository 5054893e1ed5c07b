import type { ApiPath, Calling } from './adapters';
import type { Input } from './access';

/** What a declaring call's handler is given: parameters of its own types, or requests as tables. */
export type CallHandler =
  { readonly kind: 'typed'; readonly types: Readonly<Record<string, Input>> } | { readonly kind: 'calling'; readonly calling: Calling };

/** A call whose result, kept in a variable of a module, is an endpoint: `export const sync = api({ path }, handler)`. */
export interface DeclaringCall {
  readonly options: number;
  readonly handler: number;
  readonly takes: CallHandler;
}

/** Frameworks whose endpoints are results of calls. */
export interface CallConvention {
  readonly modules: readonly string[];
  readonly calls: Readonly<Record<ApiPath, DeclaringCall>>;
  /** Names of the options; an endpoint without `exposed` has no address. */
  readonly path: string;
  readonly method: string;
  readonly exposed: string;
  /** Option that asks for the authentication of the application, and the construction with the option that holds it. */
  readonly authenticated: string;
  readonly gateway: { readonly made: ApiPath; readonly option: string; readonly handler: ApiPath; readonly takes: CallHandler };
  /** Constructions that schedule an endpoint, with the argument and the options that say which one and when. */
  readonly schedules: Readonly<
    Record<
      ApiPath,
      { readonly scheduler: string; readonly argument: number; readonly endpoint: string; readonly schedule: readonly string[] }
    >
  >;
}
