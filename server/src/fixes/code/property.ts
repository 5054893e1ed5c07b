import type { TextEdit } from '../../model/finding';
import type { Span } from '../../model/source';
import { indentationAt, slice } from './text';

/** Adds properties to an object that is written out, on lines of their own where the others are. */
export function addProperties(text: string, object: Span, added: readonly string[]): TextEdit {
  const whole = slice(text, object).slice(1, -1).trimEnd();
  const inside = withoutLastComments(whole);
  if (inside === '') return { span: object, newText: `{ ${added.join(', ')} }` };
  const comments = whole.slice(inside.length);
  const start = object.start + 1 + inside.length;
  const separator = inside.endsWith(',') ? '' : ',';
  const line = /^\s*?(\r?\n)[^\S\n]*(?=\S)/.exec(inside);
  const [, eol = '\n'] = line ?? [];
  const indentation = line && indentationAt(text, object.start + 1 + line[0].length);
  const properties =
    indentation === null
      ? ` ${added.join(', ')}`
      : added.map((one) => `${eol}${indentation}${one}`).join(',') + (separator === '' ? ',' : '');
  return { span: { ...object, start, end: start + comments.length }, newText: separator + comments + properties };
}

/** What properties are written before the comments that a list of them ends with. */
function withoutLastComments(inside: string): string {
  const code = inside.trimEnd();
  const comment = /(?<=^|\s)(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^])*\*\/)$/.exec(code);
  return comment ? withoutLastComments(code.slice(0, comment.index)) : code;
}

/** The object that a property of an object is written as; `closed` when the property is anything else. */
export function objectIn(text: string, object: Span, name: string): Span | 'closed' | undefined {
  const written = slice(text, object);
  const property = new RegExp(`[{,\\s](['"]?)${name}\\1\\s*:\\s*\\{`).exec(written);
  if (!property) return new RegExp(`\\b${name}\\b|\\.\\.\\.`).test(written) ? 'closed' : undefined;
  const start = object.start + property.index + property[0].length - 1;
  let depth = 0;
  for (let end = start; end < object.end; end++) {
    if (text[end] === '{') depth++;
    else if (text[end] === '}' && --depth === 0) return { ...object, start, end: end + 1 };
  }
  return 'closed';
}
