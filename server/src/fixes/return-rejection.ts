import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite } from '../model/fixing';
import { inStyle } from './code/style';
import { indentationAt, insert, slice } from './code/text';
import { inPlace } from './code/inPlace';

/** Makes a rejection stop the handler that goes on after it. */
export const returnRejection = inPlace(
  { id: 'return-rejection', rules: ['no-ignored-verification'], title: 'Stop after the rejection', safe: false },
  edits,
);

/** What builds or sends a refusal. */
const refusal = /\bResponse\b|^json\(|\.(status|sendStatus|writeHead|json|send|end|code)\s*\(|\bnext\s*\(/;

/** What sends an answer in Node styles; a status alone sends nothing. */
const sending = /\.(sendStatus|json|jsonp|send|end|sendFile|redirect|render)\s*\(|\bnext\s*\(/;

/** What only makes an error: nothing is refused before it is thrown. */
const makesError = /^(?:createError\(|new \w*(?:Exception|Error)\(|APIError\.\w+\(|Boom\.\w+\()/;

/** A refusing status of Koa that is set and stops nothing. */
const koaStatus = /^([\w$]+)\.status = (4\d\d|503)(?=;?$)/;

/** Statements that must throw what they make or say. */
function throwing(context: FixContext, text: string): readonly TextEdit[] {
  const { span } = context;
  const statement = slice(text, span);
  const place = context.place(span);
  const leaving = place?.branch?.leaves;
  if (leaving?.kind === 'return' && /^return new \w*Exception\(/.test(slice(text, leaving.span))) {
    const { start } = leaving.span;
    return [{ span: { ...leaving.span, end: start + 'return'.length }, newText: 'throw' }];
  }
  if (place?.use !== 'statement') return [];
  if (makesError.test(statement)) return [insert(span.uri, span.start, 'throw ')];
  const status = context.endpoint.site?.style === 'koa' ? koaStatus.exec(statement) : null;
  if (!status) return [];
  const [written, receiver = '', code = ''] = status;
  return [{ span: { ...span, end: span.start + written.length }, newText: `${receiver}.throw(${code})` }];
}

/** Handlers whose result is the response. */
const answering = new Set(['web', 'event', 'payload', 'azure', 'hono']);

function edits(context: FixContext): readonly TextEdit[] {
  const source = context.read(context.span.uri);
  const thrown = source === undefined ? [] : throwing(context, source);
  return thrown.length > 0 ? thrown : stopping(context);
}

function stopping(context: FixContext): readonly TextEdit[] {
  const text = context.read(context.span.uri);
  const place = context.place(context.span);
  const style = context.file(context.span.uri)?.style;
  if (text === undefined || !place || !style || place.statement.kind !== 'expression' || !stopsAll(context, place, text)) return [];
  const { span, inBlock } = place.statement;
  const statement = slice(text, span);
  if (!refusal.test(statement)) return [];
  if (answering.has(context.endpoint.site?.style ?? '')) return [insert(span.uri, span.start, 'return ')];
  const end = statement.endsWith(';') ? span.end - 1 : span.end;
  const answer = sending.test(statement) ? [] : [insert(span.uri, end, '.end()')];
  const indentation = indentationAt(text, span.start);
  if (inBlock) return [...answer, insert(span.uri, span.end, style.eol + indentation + inStyle('return;', style))];
  const { eol, indent } = style;
  return [
    insert(span.uri, span.start, `{${eol}${indentation}${indent}`),
    ...answer,
    insert(span.uri, span.end, `${eol}${indentation}${indent}${inStyle('return;', style)}${eol}${indentation}}`),
  ];
}

/** A `return` stops the request in the handler itself and in a middleware, not in a function that they call. */
function stopsAll(context: FixContext, { function: fn }: PlaceSite, text: string): boolean {
  const { site } = context.endpoint;
  if (!fn || !site) return false;
  if (fn.span.start === site.function.start && fn.span.uri === site.function.uri) return true;
  return site.style === 'express' && /\bnext\s*\(/.test(slice(text, fn.span));
}
