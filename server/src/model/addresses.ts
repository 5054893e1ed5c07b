import type { SourceText } from './source';

/** A path under which an application answers with what it serves under another one. */
export interface Rewrite {
  /** What the path has to be: a pattern of path-to-regexp 6, or a regular expression of the whole path. */
  readonly source: string;
  readonly grammar: 'path' | 'expression';
  /** The path or URL that is served instead; `:name` and `$1` stand for what the groups of the source matched. */
  readonly destination: string;
  /** Only requests with some header, cookie or query get it, which a caller may send and a schedule does not. */
  readonly isConditional?: boolean;
}

/** What the configuration of an application says of the paths it is reached under. */
export interface Addresses {
  /** What precedes the paths of all routes; empty where nothing does, or where that is computed. */
  readonly base: string;
  readonly rewrites: readonly Rewrite[];
}

/** Files in which an application says under which other paths its routes are reached. */
export interface AddressConvention {
  /** Names in the application's folder. */
  readonly files: readonly string[];
  read(source: SourceText): Addresses;
}
