import type { TextEdit } from '../model/finding';
import type { FixAdapter, FixContext } from '../model/fixing';
import type { Span } from '../model/source';
import { queryRead } from './code/queryRead';
import { slice } from './code/text';

const id = 'read-secret-from-header';

/** Reads a secret from a header instead of from the address. The scheduler must send it there from then on, so it is one that it can send. */
export const readSecretFromHeader: FixAdapter = {
  id,
  rules: ['no-secret-in-url'],
  offer(context) {
    if (edits(context).length === 0) return undefined;
    const header = context.header === undefined ? 'X-Cron-Secret' : 'Authorization';
    const title = besides(context) ? 'Accept the secret in the header only' : `Read the secret from the header ${header}`;
    return { id, title, safe: false, preferred: true };
  },
  build(context) {
    const made = edits(context);
    return made.length === 0 ? undefined : { edits: made, files: [] };
  },
};

/** Code that reads a header, as it or with some of it taken. */
const ofHeader = /\bheaders?(?:\(\))?\)?(?:\.get\(|\[|\.\w|\()|\breq(?:uest)?\.get\(|\bgetHeader\(|\bgetRequestHeader\(/;

/** What the query is only read in place of, where that is a header: `header ?? query`. */
function besides(context: FixContext): { readonly whole: Span; readonly kept: string } | undefined {
  const { operator, side, whole, other } = context.place(context.span)?.operand ?? {};
  const text = context.read(context.span.uri);
  if (!whole || !other || text === undefined || side !== 'right' || (operator !== '??' && operator !== '||')) return undefined;
  const kept = slice(text, other);
  return ofHeader.test(kept) && !/[?:]\s/.test(kept.replace(/\?\?|\?\./g, '')) ? { whole, kept } : undefined;
}

/** How requests give their headers. */
type Access = 'function' | 'property' | 'fetch';

/** How parsed queries are read, with what is left of the request in front of it, and how its headers are. */
const reads: readonly (readonly [query: RegExp, request: string, access: Access])[] = [
  [/^(c|ctx|context)\.req\.query\((['"])\w+\2\)$/, '$1.req', 'function'],
  [/^(\w+)\.query(?:\.\w+|\[(['"])\w+\2\])$/, '$1', 'property'],
];

/** The secret in a header of its own, or behind the scheme's name where there is but one header for it. */
function headerOf({ header }: FixContext, request: string, access: Access): string {
  const name = header ?? 'x-cron-secret';
  const member = header === undefined ? `['${name}']` : `.${name}`;
  const read = { function: `.header('${name}')`, property: `.headers${member}`, fetch: `.headers.get('${name}')` }[access];
  if (header === undefined) return request + read;
  // A header that is not sent stays what it is: an unset variable is something else.
  return `${request}${read}?.replace('Bearer ', '')${access === 'fetch' ? ' ?? null' : ''}`;
}

/** A parsed query of which one part is taken, and nothing else. */
const taking = /\{ (?:[\w$]+: )?([\w$]+) \} = (\w+)\.query(?![\w$.([]| as\b| satisfies\b)/g;

function edits(context: FixContext): readonly TextEdit[] {
  const { span } = context;
  const text = context.read(span.uri);
  const quote = context.file(span.uri)?.style.quote;
  if (text === undefined || quote === undefined) return [];
  const alternative = besides(context);
  const made = ofParsed(context, span, text) ?? ofAddress(context, span, text);
  // What the query alone needed goes with it.
  if (alternative) return [...made.filter(({ newText }) => newText === ''), { span: alternative.whole, newText: alternative.kept }];
  return made.map((edit) => ({ ...edit, newText: edit.newText.replaceAll("'", quote) }));
}

function ofParsed(context: FixContext, span: Span, text: string): readonly TextEdit[] | undefined {
  const written = slice(text, span);
  const [query, request = '', access] = reads.find(([each]) => each.test(written)) ?? [];
  if (query && access) return [{ span, newText: headerOf(context, written.replace(query, request), access) }];
  for (const { 0: whole, 1: name = '', 2: from = '', index } of text.matchAll(taking)) {
    const taken = { ...span, start: index, end: index + whole.length };
    if (taken.start <= span.start && span.end <= taken.end)
      return [{ span: taken, newText: `${name} = ${headerOf(context, from, 'property')}` }];
  }
  return undefined;
}

function ofAddress(context: FixContext, span: Span, text: string): readonly TextEdit[] {
  const read = queryRead(context, span, text);
  if (!read) return [];
  const { request } = read;
  const written = headerOf(context, request, /^(?:c|ctx|context)\.req$/.test(request) ? 'function' : 'fetch');
  return [...read.edits, { span, newText: asPart(context, span, written) }];
}

/** An expression with a default as a part of another one, which may have a default already. */
function asPart(context: FixContext, span: Span, written: string): string {
  const [value = '', other] = written.split(' ?? ');
  const { operand, use } = context.place(span) ?? {};
  if (other === undefined || use === 'initializer') return written;
  return operand?.side === 'left' && /^(?:\?\?|\|\|)$/.test(operand.operator) ? value : `(${written})`;
}
