import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite } from '../model/fixing';
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
  const place = context.place(span);
  if (text === undefined || !file || !place?.caught || !isThrown(place, text)) return [];
  const { block, variable, keyword, leaves } = place.caught;
  const inside = text.slice(block.start + 1, block.end - 1);
  if (leaves || !isCatching(slice(text, { ...block, start: keyword.end }), variable)) return [];
  const name = variable ?? freshName(file.identifiers, 'error', 'rejection');
  const statement = inStyle(`throw ${name};`, file.style);
  const named = variable === undefined ? [insert(span.uri, keyword.end, ` (${name})`)] : [];
  const { eol, indent } = file.style;
  if (!startsLine(text, block.end - 1))
    return [...named, insert(span.uri, block.end - 1, `${inside.trim() === '' ? ' ' : ''}${statement} `)];
  const end = block.start + 1 + inside.trimEnd().length;
  return [...named, insert(span.uri, end, eol + indentationAt(text, keyword.start) + indent + statement)];
}

/** Whether a rejection is thrown there: by the statement, in the branch for it, or by what is called. */
function isThrown({ statement, branch, arguments: given }: PlaceSite, text: string): boolean {
  if (statement.kind === 'throw') return true;
  return branch ? /\bthrow\b/.test(slice(text, branch.whenTrue)) : given !== undefined;
}

/** A pattern in place of the variable cannot be thrown. */
function isCatching(clause: string, variable: string | undefined): boolean {
  return variable !== undefined || /^\s*\{/.test(clause);
}
