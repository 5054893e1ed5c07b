import type { TextEdit } from '../../model/finding';
import type { Span, Uri } from '../../model/source';

/** An insertion. */
export function insert(uri: Uri, at: number, newText: string): TextEdit {
  return { span: { uri, start: at, end: at }, newText };
}

/** The characters of a span. */
export function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** The white space that the line holding an offset starts with. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** The end of a line and the beginning of the next one that is as far to the right as the one at an offset. */
export function newLineAs(text: string, offset: number): string {
  return `${text.includes('\r\n') ? '\r\n' : '\n'}${indentationAt(text, offset)}`;
}

/** Whether nothing but white space stands before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}

const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Names that a constant in a function would be mistaken for: those used in it, and those of the module itself. Other functions have names of their own. */
export function namesAround(text: string, fn: Span): ReadonlySet<string> {
  const module = text.split('\n').filter((line) => /^[^\s}]/.test(line));
  return new Set([slice(text, fn), ...module].flatMap((part) => part.match(identifier) ?? []));
}

/** Names that a parameter of a function would be mistaken for: those used in it. One that is declared elsewhere may have the same. */
export function namesWithin(text: string, fn: Span): ReadonlySet<string> {
  return new Set(slice(text, fn).match(identifier) ?? []);
}

/** The first name that is not taken. */
export function freshName(taken: ReadonlySet<string>, ...candidates: readonly [string, ...string[]]): string {
  const [first] = candidates;
  const free = candidates.find((candidate) => !taken.has(candidate));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${first}${number}`)) number++;
  return `${first}${number}`;
}
