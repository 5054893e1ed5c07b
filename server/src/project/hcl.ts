import type { SourceText } from '../model/source';
import { type Entry, type Tree, spanIn } from './tree';

/**
 * Reads the parts of a Terraform file that name things: blocks become maps under `type.label.label`, attributes their literal value;
 * an expression is kept as text, with `${…}` for what it computes. Never fails: what it cannot read it skips.
 */
export function readHcl(source: SourceText): Tree {
  const cursor = { text: source.text, uri: source.uri, at: 0 };
  return body(cursor, false);
}

interface Cursor {
  readonly text: string;
  readonly uri: string;
  at: number;
}

function body(cursor: Cursor, nested: boolean): Tree {
  const start = cursor.at;
  const entries: Entry[] = [];
  for (;;) {
    skipBlank(cursor, true);
    if (cursor.at >= cursor.text.length) break;
    if (cursor.text[cursor.at] === '}') {
      cursor.at++;
      if (nested) break;
      continue;
    }
    const before = cursor.at;
    const entry = statement(cursor);
    if (entry) entries.push(entry);
    if (cursor.at === before) cursor.at++;
  }
  return { kind: 'map', entries, span: spanIn(cursor.uri, start, cursor.at) };
}

function statement(cursor: Cursor): Entry | undefined {
  const start = cursor.at;
  const name = take(cursor, /(?:[\w.-]+|"[^"\n]*")/y);
  if (name === undefined) return undefined;
  const keySpan = spanIn(cursor.uri, start, cursor.at);
  const labels: string[] = [];
  for (;;) {
    skipBlank(cursor, false);
    const label = take(cursor, /"([^"\n]*)"|[A-Za-z_][\w-]*/y);
    if (label === undefined) break;
    labels.push(label.replace(/"/g, ''));
  }
  const key = [name.replace(/"/g, ''), ...labels].join('.');
  if (take(cursor, /\{/y) !== undefined) return { key, keySpan, value: body(cursor, true) };
  if (take(cursor, /[=:]/y) === undefined) return undefined;
  return { key, keySpan, value: expression(cursor) };
}

function expression(cursor: Cursor): Tree {
  skipBlank(cursor, false);
  const start = cursor.at;
  const char = cursor.text[start];
  if (char === '{' && take(cursor, /\{/y) !== undefined) return body(cursor, true);
  if (char === '[') return list(cursor);
  if (take(cursor, /(?:jsonencode|toset|tomap|tolist)\(\s*(?=[{[])/y) !== undefined) {
    const encoded = expression(cursor);
    take(cursor, /\s*\)/y);
    return encoded;
  }
  const heredoc = /<<-?(\w+)\r?\n([\s\S]*?)\n[ \t]*\1\b/y;
  heredoc.lastIndex = start;
  const document = heredoc.exec(cursor.text);
  if (document) {
    cursor.at = heredoc.lastIndex;
    const from = start + document[0].indexOf('\n') + 1;
    return { kind: 'scalar', value: document[2] ?? '', span: spanIn(cursor.uri, from, from + (document[2] ?? '').length) };
  }
  const end = expressionEnd(cursor.text, start);
  cursor.at = end;
  return scalar(cursor.text.slice(start, end).trim(), cursor.uri, start);
}

function list(cursor: Cursor): Tree {
  const start = cursor.at++;
  const items: Tree[] = [];
  for (;;) {
    skipBlank(cursor, true);
    const char = cursor.text[cursor.at];
    if (char === undefined) break;
    if (char === ']') {
      cursor.at++;
      break;
    }
    const before = cursor.at;
    items.push(expression(cursor));
    if (cursor.at === before) cursor.at++;
  }
  return { kind: 'list', items, span: spanIn(cursor.uri, start, cursor.at) };
}

function scalar(written: string, uri: string, start: number): Tree {
  const string = /^"((?:[^"\\]|\\.|\$\{[^}]*\})*)"$/.exec(written);
  if (string)
    return { kind: 'scalar', value: (string[1] ?? '').replace(/\\(.)/g, '$1'), span: spanIn(uri, start + 1, start + written.length - 1) };
  const span = spanIn(uri, start, start + written.length);
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return { kind: 'scalar', value: Number(written), span };
  if (written === 'true' || written === 'false') return { kind: 'scalar', value: written === 'true', span };
  return { kind: 'scalar', value: formatted(written) ?? `\${${written.replace(/[{}]/g, '_')}}`, span };
}

/** `format("%s/jobs", var.base)` as the template that says the same. */
function formatted(written: string): string | undefined {
  const [, format, given = ''] = /^format\(\s*"([^"]*)"\s*,?([^]*)\)$/.exec(written) ?? [];
  if (format === undefined) return undefined;
  let at = 0;
  return format.replace(/%[a-z]/g, () => {
    const end = expressionEnd(given, at + (/^\s*/.exec(given.slice(at))?.[0].length ?? 0));
    const argument = given.slice(at, end).trim();
    at = end + 1;
    return /^"([^"$]*)"$/.exec(argument)?.[1] ?? `\${${argument.replace(/[{}]/g, '_') || '_'}}`;
  });
}

/** An expression ends with its line, a comma or the bracket around it. */
function expressionEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '"') i = stringEnd(text, i);
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) {
      if (depth-- === 0) return i;
    } else if (depth === 0 && (char === '\n' || char === ',' || char === '#' || text.startsWith('//', i))) return i;
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  let interpolation = 0;
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text.startsWith('${', i)) interpolation++;
    else if (text[i] === '}' && interpolation > 0) interpolation--;
    else if ((text[i] === '"' && interpolation === 0) || text[i] === '\n') return i;
  }
  return text.length;
}

function skipBlank(cursor: Cursor, lines: boolean): void {
  const blank = lines ? /(?:[\s,]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y : /[ \t]*/y;
  blank.lastIndex = cursor.at;
  blank.exec(cursor.text);
  cursor.at = blank.lastIndex;
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at = pattern.lastIndex;
  return found;
}
