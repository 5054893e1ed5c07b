/**
 * Names a file: its decoded absolute path with `/` separators, or a decoded URI where the workspace is virtual.
 * Hosts convert; the core only joins and compares.
 */
export type Uri = string;

/** A half-open range of UTF-16 offsets in one file. */
export interface Span {
  readonly uri: Uri;
  readonly start: number;
  readonly end: number;
}

/** One version of one file; equal versions promise equal text. */
export interface SourceText {
  readonly uri: Uri;
  readonly version: string;
  readonly text: string;
}

/**
 * Every input of an analysis. The core performs no I/O of its own: `read` is given by the host, answers from
 * open documents first, and `undefined` means that the file cannot be read (absent, binary, too large or not loaded yet).
 */
export interface Snapshot {
  /** Workspace folders, without a trailing slash. */
  readonly roots: readonly Uri[];
  /** Every file below the roots that is not ignored. */
  readonly files: ReadonlySet<Uri>;
  read(uri: Uri): SourceText | undefined;
}

/** Whether two spans name the same characters. */
export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.uri === b.uri;
}

/** A span as a map key. */
export function spanKey(span: Span): string {
  return `${span.uri}:${span.start}-${span.end}`;
}
