import type { TextEdit } from '../model/finding';
import type { FixAdapter, FixContext } from '../model/fixing';
import type { Span } from '../model/source';
import { queryRead } from './code/queryRead';
import { slice } from './code/text';

const header = 'X-Cron-Secret';

const id = 'read-secret-from-header';

/** Reads a secret from a header instead of from the address. The scheduler must send it there from then on. */
export const readSecretFromHeader: FixAdapter = {
  id,
  rules: ['no-secret-in-url'],
  offer(context) {
    if (edits(context).length === 0) return undefined;
    const title = besides(context) ? 'Accept the secret in the header only' : `Read the secret from the header ${header}`;
    return { id, title, safe: false, preferred: true };
  },
  build(context) {
    const made = edits(context);
    return made.length === 0 ? undefined : { edits: made, files: [] };
  },
};

/** Code that reads a header, as it or with some of it taken. */
const ofHeader = /\bheaders?(?:\(\))?\)?(?:\.get\(|\[|\.\w|\()|\bgetHeader\(|\bgetRequestHeader\(/;

/** What the query is only read in place of, where that is a header: `header ?? query`. */
function besides(context: FixContext): { readonly whole: Span; readonly kept: string } | undefined {
  const { operator, side, whole, other } = context.place(context.span)?.operand ?? {};
  const text = context.read(context.span.uri);
  if (!whole || !other || text === undefined || side !== 'right' || (operator !== '??' && operator !== '||')) return undefined;
  const kept = slice(text, other);
  return ofHeader.test(kept) && !/[?:]\s/.test(kept.replace(/\?\?|\?\./g, '')) ? { whole, kept } : undefined;
}

/** How parsed queries are read, with what is left of the request in front of it, and how its headers are. */
const reads: readonly (readonly [query: RegExp, header: string])[] = [
  [/^(c|ctx|context)\.req\.query\((['"])\w+\2\)$/, "$1.req.header('x-cron-secret')"],
  [/^(\w+)\.query(?:\.\w+|\[(['"])\w+\2\])$/, "$1.headers['x-cron-secret']"],
];

/** A parsed query of which one part is taken, and nothing else. */
const taking = /\{ (?:[\w$]+: )?([\w$]+) \} = (\w+)\.query(?![\w$.([]| as\b| satisfies\b)/g;

function edits(context: FixContext): readonly TextEdit[] {
  const { span } = context;
  const text = context.read(span.uri);
  const quote = context.file(span.uri)?.style.quote;
  if (text === undefined || quote === undefined) return [];
  const alternative = besides(context);
  const made = ofParsed(span, text) ?? ofAddress(context, span, text);
  // What the query alone needed goes with it.
  if (alternative) return [...made.filter(({ newText }) => newText === ''), { span: alternative.whole, newText: alternative.kept }];
  return made.map((edit) => ({ ...edit, newText: edit.newText.replaceAll("'", quote) }));
}

function ofParsed(span: Span, text: string): readonly TextEdit[] | undefined {
  const written = slice(text, span);
  const found = reads.find(([query]) => query.test(written));
  if (found) return [{ span, newText: written.replace(found[0], found[1]) }];
  for (const { 0: whole, 1: name, 2: request, index } of text.matchAll(taking)) {
    const taken = { ...span, start: index, end: index + whole.length };
    if (taken.start <= span.start && span.end <= taken.end)
      return [{ span: taken, newText: `${name} = ${request}.headers['x-cron-secret']` }];
  }
  return undefined;
}

function ofAddress(context: FixContext, span: Span, text: string): readonly TextEdit[] {
  const read = queryRead(context, span, text);
  if (!read) return [];
  const { request } = read;
  const isHono = /^(?:c|ctx|context)\.req$/.test(request);
  return [...read.edits, { span, newText: isHono ? `${request}.header('x-cron-secret')` : `${request}.headers.get('x-cron-secret')` }];
}
