import type { TextEdit } from '../model/finding';
import type { FixContext } from '../model/fixing';
import { inStyle } from './code/style';
import { freshName, indentationAt, insert, slice, startsLine } from './code/text';
import { inPlace } from './code/inPlace';

/** Lets a rejection through that a `catch` keeps. */
export const rethrowRejection = inPlace(
  { id: 'rethrow-rejection', rules: ['no-ignored-verification'], title: 'Throw the rejection again', safe: false },
  edits,
);

function edits(context: FixContext): readonly TextEdit[] {
  const { span } = context;
  const text = context.read(span.uri);
  const file = context.file(span.uri);
  const caught = context.place(span)?.caught;
  if (text === undefined || !file || !caught) return [];
  const { block, variable, keyword } = caught;
  const inside = text.slice(block.start + 1, block.end - 1);
  if (!isCatching(slice(text, { ...block, start: keyword.end }), variable) || /\b(?:throw|return)\b[^{}]*$/.test(inside)) return [];
  const name = variable ?? freshName(file.identifiers, 'error', 'rejection');
  const statement = inStyle(`throw ${name};`, file.style);
  const named = variable === undefined ? [insert(span.uri, keyword.end, ` (${name})`)] : [];
  const { eol, indent } = file.style;
  if (!startsLine(text, block.end - 1))
    return [...named, insert(span.uri, block.end - 1, `${inside.trim() === '' ? ' ' : ''}${statement} `)];
  const end = block.start + 1 + inside.trimEnd().length;
  return [...named, insert(span.uri, end, eol + indentationAt(text, keyword.start) + indent + statement)];
}

/** A pattern in place of the variable cannot be thrown. */
function isCatching(clause: string, variable: string | undefined): boolean {
  return variable !== undefined || /^\s*\{/.test(clause);
}
