import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { CodeStyle } from '../../model/fixing';
import { indentationAt, insert, slice, startsLine } from './text';
import { inStyle } from './style';

/** Where a function, or a part of one, begins. */
export type Beginning = Pick<HandlerSite, 'uri' | 'function' | 'body' | 'guardAt'> & {
  /** It is one statement without a block around it. */
  readonly isBare?: boolean;
  /** Names that are declared there are others' too: those of the other clauses of a `switch`. */
  readonly isShared?: boolean;
};

/** Puts lines (written as templates are) in front of everything a handler does. */
export function putFirst(site: Beginning, text: string, style: CodeStyle, lines: readonly string[]): readonly TextEdit[] {
  if (site.body.kind === 'expression') return intoConcise(site, text, style, lines);
  if (site.isBare) return aroundStatement(site, text, style, lines);
  const rest = text.slice(site.guardAt, site.body.span.end);
  const lineEnd = /^[^\S\n]*?(?:\/\/[^\r\n]*|\/\*[^\r\n]*\*\/[^\S\r\n]*)?(?=\r?\n)/.exec(rest);
  return lineEnd ? intoLines(site, text, style, lines, site.guardAt + lineEnd[0].length) : intoOneLine(site, text, style, lines);
}

function aroundStatement(
  { uri, function: fn, body: { span } }: Beginning,
  text: string,
  style: CodeStyle,
  lines: readonly string[],
): readonly TextEdit[] {
  const outer = indentationAt(text, fn.start);
  const inner = style.eol + outer + style.indent;
  const added = lines.map((line) => inner + inStyle(line, style)).join('');
  return [insert(uri, span.start, `{${added}${inner}`), insert(uri, span.end, `${style.eol}${outer}}`)];
}

function intoLines(site: Beginning, text: string, style: CodeStyle, lines: readonly string[], at: number): readonly TextEdit[] {
  const { firstStatement } = site.body;
  const own = firstStatement !== undefined && startsLine(text, firstStatement) ? indentationAt(text, firstStatement) : undefined;
  const indentation = own ?? indentationAt(text, site.function.start) + style.indent;
  const separator = firstStatement === undefined || /^\r?\n[^\S\n]*\r?\n/.test(text.slice(at)) ? '' : style.eol;
  return [insert(site.uri, at, lines.map((line) => style.eol + indentation + inStyle(line, style)).join('') + separator)];
}

function intoOneLine(site: Beginning, text: string, style: CodeStyle, lines: readonly string[]): readonly TextEdit[] {
  const { uri } = site;
  const outer = indentationAt(text, site.function.start);
  const inner = style.eol + outer + style.indent;
  const rest = text.slice(site.guardAt, site.body.span.end);
  const added = lines.map((line) => inner + inStyle(line, style)).join('');
  const end = site.body.span.end;
  if (rest.trim() === '') return [{ span: { uri, start: site.guardAt, end }, newText: added + style.eol + outer }];
  const start = site.guardAt + rest.length - rest.trimStart().length;
  return [
    { span: { uri, start: site.guardAt, end: start }, newText: added + inner },
    { span: { uri, start: end - (rest.length - rest.trimEnd().length), end }, newText: style.eol + outer },
  ];
}

function intoConcise(site: Beginning, text: string, style: CodeStyle, lines: readonly string[]): readonly TextEdit[] {
  const outer = indentationAt(text, site.function.start);
  const inner = style.eol + outer + style.indent;
  const added = lines.map((line) => inner + inStyle(line, style)).join('');
  const end = style.semicolons ? ';' : '';
  const { uri, start, end: last } = site.body.span;
  const opening = `{${added}${inner}return `;
  const closing = `${end}${style.eol}${outer}}`;
  if (!isParenthesized(slice(text, site.body.span))) return [insert(uri, start, opening), insert(uri, last, closing)];
  return [
    { span: { uri, start, end: start + 1 }, newText: opening },
    { span: { uri, start: last - 1, end: last }, newText: closing },
  ];
}

/** Whether parentheses stand around a whole object, which a `return` needs not. Ones in texts make it say no. */
function isParenthesized(code: string): boolean {
  if (!code.startsWith('({')) return false;
  let depth = 0;
  for (const [index, character] of [...code].entries()) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth === 0) return index === [...code].length - 1;
  }
  return false;
}

/** Makes a handler asynchronous, its annotated return type included. */
export function makeAsync(site: Pick<HandlerSite, 'uri' | 'isAsync' | 'asyncAt' | 'returnType'>, text: string): readonly TextEdit[] {
  if (site.isAsync) return [];
  const edits = [insert(site.uri, site.asyncAt, 'async ')];
  const { returnType } = site;
  if (!returnType || /^(Promise|PromiseLike)\s*<|^(any|unknown)$/.test(slice(text, returnType))) return edits;
  return [...edits, insert(site.uri, returnType.start, 'Promise<'), insert(site.uri, returnType.end, '>')];
}
