import type { SourceText, Span, Uri } from '../model/source';

/** A place as people and other tools count: lines and columns (UTF-16) from 1. */
export interface Place {
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns spans into places, and gives the lines they stand on. */
export interface Places {
  of(span: Span): Place;
  relative(uri: Uri): string;
  /** The text of a line (from 1) without its end; `undefined` past the end or where the file cannot be read. */
  line(uri: Uri, line: number): string | undefined;
}

interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Places of a folder's files; what cannot be read is its first character. */
export function placesIn(root: Uri, read: (uri: Uri) => SourceText | undefined): Places {
  const known = new Map<Uri, Lines>();
  const linesOf = (uri: Uri): Lines => {
    const lines = known.get(uri) ?? split(read(uri)?.text ?? '');
    known.set(uri, lines);
    return lines;
  };
  const relative = (uri: Uri): string => (uri.startsWith(`${root}/`) ? uri.slice(root.length + 1) : uri);
  return {
    relative,
    of: ({ uri, start, end }) => {
      const lines = linesOf(uri);
      const from = lineAt(lines.starts, start);
      const to = lineAt(lines.starts, end);
      return {
        file: relative(uri),
        line: from + 1,
        column: start - (lines.starts[from] ?? 0) + 1,
        endLine: to + 1,
        endColumn: end - (lines.starts[to] ?? 0) + 1,
      };
    },
    line: (uri, line) => {
      const { text, starts } = linesOf(uri);
      const start = starts[line - 1];
      return start === undefined ? undefined : text.slice(start, starts[line] ?? text.length).replace(/\r?\n$/, '');
    },
  };
}

function split(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  for (let high = starts.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
