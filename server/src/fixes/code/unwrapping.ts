import type { TextEdit } from '../../model/finding';
import type { StatementSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import { indentationAt, slice, startsLine } from './text';

/** Whether a statement is the last one in the branch of an `if`: what it leaves is left there anyway. */
export function endsBranch(text: string, { start, end }: Span): boolean {
  if (!/^\s*\}/.test(text.slice(end))) return false;
  let depth = 0;
  for (let at = start - 1; at >= 0; at--) {
    if (text[at] === '}') depth++;
    else if (text[at] === '{' && depth-- === 0)
      return /\bif\s*\((?:[^{};]|\$\{[^{}]*\})*\)\s*$/.test(text.slice(Math.max(0, at - 400), at));
  }
  return false;
}

/**
 * Lets the branch of an `if` run whatever its condition says: its statements stand in place of it, without the comment that only speaks of where the
 * condition holds. A block stays where its names would be others' too, and where nothing shows how it is indented.
 */
export function unwrapped(text: string, { span, inBlock }: StatementSite, whenTrue: Span): TextEdit {
  const condition: TextEdit = { span: { ...span, end: whenTrue.start }, newText: '' };
  const [, body] = /^\{[^\S\n]*\r?\n([^]*?)\r?\n[^\S\n]*\}$/.exec(slice(text, whenTrue)) ?? [];
  if (!inBlock || body === undefined || !startsLine(text, span.start) || /`[^`]*\n[^`]*`/.test(body)) return condition;
  const outer = indentationAt(text, span.start);
  const inner = /^[ \t]*/.exec(body)?.[0] ?? '';
  const rest = text.slice(0, span.start) + text.slice(span.end);
  if (!inner.startsWith(outer) || inner === outer || declaredIn(body, inner).some((name) => new RegExp(`\\b${name}\\b`).test(rest)))
    return condition;
  const lines = body.split('\n').map((line) => (line.startsWith(inner) ? outer + line.slice(inner.length) : line));
  return { span: { ...span, start: startWithComment(text, span.start) + outer.length }, newText: lines.join('\n').slice(outer.length) };
}

/** Names of statements of the body itself. */
function declaredIn(body: string, inner: string): readonly string[] {
  const declarations = body.matchAll(new RegExp(`^${inner}(?:const|let|var|class|(?:async )?function)\\s+([^=(]+)`, 'gm'));
  return [...declarations].flatMap(([, names = '']) => names.match(/[A-Za-z_]\w*/g) ?? []);
}

/** Where the line of a statement starts, or that of a comment above it about environments. A longer one says more than that. */
export function startWithComment(text: string, start: number): number {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const above = /(?<=^|\n)(?:[^\S\n]*\/\/[^\n]*\n)+$/.exec(text.slice(0, line))?.[0] ?? '';
  return above.split('\n').length <= 3 && environments.test(above) ? line - above.length : line;
}

const environments = /\b(?:dev|development|local|locally|test|testing|preview|staging|production)\b/i;
