import type { TextEdit } from '../../../model/finding';
import { insert } from '../../../fixes/code/text';
import type { Scheduled } from './sides';

/** A header in a `curl` or `wget` command of a YAML file, in front of the address that it requests; `undefined` where there is no such command. */
export function headerInCommand({ uri, text, span }: Scheduled, value: string): readonly TextEdit[] | undefined {
  const program = programBefore(text, span.start);
  if (!program) return undefined;
  const header = program.name === 'wget' ? ` --header="${value}"` : ` -H "${value}"`;
  const scalar = scalarOf(text, program.start);
  switch (scalar.kind) {
    case 'block':
    case 'single':
      return scalar.kind === 'single' && value.includes("'") ? undefined : [insert(uri, program.end, header)];
    case 'double':
      return [insert(uri, program.end, header.replaceAll('"', '\\"'))];
    case 'plain':
      // Plain scalars may not hold a colon with a space behind it.
      return [insert(uri, scalar.start, `|${eolOf(text)}${' '.repeat(scalar.indentation)}`), insert(uri, program.end, header)];
    case 'unknown':
      return undefined;
  }
}

/** The line ends of a text. */
export function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

interface Program {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The program of the command that an offset is in: nothing between them ends a command. */
function programBefore(text: string, offset: number): Program | undefined {
  const found = [...text.slice(0, offset).matchAll(/\b(curl|wget)(?=\s)/g)].at(-1);
  if (!found) return undefined;
  const [name] = found;
  const between = text.slice(found.index, offset).replace(/\\\r?\n/g, ' ');
  return /[\r\n|;]|&&/.test(between) ? undefined : { name, start: found.index, end: found.index + name.length };
}

type Scalar =
  | { readonly kind: 'block' | 'single' | 'double' | 'unknown' }
  /** It begins at an offset, and its lines may be indented so far. */
  | { readonly kind: 'plain'; readonly start: number; readonly indentation: number };

/** How the YAML scalar is written that an offset is in. */
function scalarOf(text: string, offset: number): Scalar {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const [prefix = '', lead = ''] = /^([ ]*(?:- +)*)(?:[\w-]+:[ ]+)?/.exec(line) ?? [];
  if (prefix.trim() === '') return { kind: isInBlock(text, lineStart, lead.length) ? 'block' : 'unknown' };
  const written = line.slice(prefix.length);
  const quote = written.startsWith('[') ? /(["'])[^"']*$/.exec(written)?.[1] : /^["']/.exec(written)?.[0];
  if (quote !== undefined) return { kind: quote === "'" ? 'single' : 'double' };
  if (/^[[{|>&*!]/.test(written)) return { kind: 'unknown' };
  return { kind: 'plain', start: lineStart + prefix.length, indentation: lead.length + 2 };
}

/** Whether lines of an indentation belong to a block scalar: the line above them that is indented less begins one. */
function isInBlock(text: string, lineStart: number, indentation: number): boolean {
  const above = text.slice(0, lineStart).split('\n').toReversed();
  const opening = above.find((line) => line.trim() !== '' && line.length - line.trimStart().length < indentation);
  return /[|>][+-]?\s*$/.test(opening ?? '');
}
