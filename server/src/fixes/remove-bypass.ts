import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite } from '../model/fixing';
import { refusing } from './code/refusing';
import { slice, startsLine } from './code/text';
import { inPlace } from './code/inPlace';

/** Takes away what excuses requests from the verification in some environments. */
export const removeBypass = inPlace(
  { id: 'remove-bypass', rules: ['no-internal-bypass'], title: 'Verify in every environment', safe: false },
  edits,
);

function edits(context: FixContext): readonly TextEdit[] {
  const { span } = context;
  const text = context.read(span.uri);
  const place = context.place(span);
  if (text === undefined || !place) return [];
  const { operand, branch } = place;
  if (/\bisDev:\s*$/.test(text.slice(0, span.start))) return [{ span, newText: 'false' }];
  if (operand && /^(&&|\|\|)$/.test(operand.operator)) return [{ span: operand.whole, newText: slice(text, operand.other) }];
  const isAlone = branch && slice(text, branch.condition) === `${place.negated ? '!' : ''}${slice(text, span)}`;
  return isAlone ? ofBranch(text, branch, isBypass(context.message, slice(text, span), place.negated)) : [];
}

/** `if (in development) { pass }` goes; `if (in production) { check }` checks and `else if (in production) { refuse }` refuses everywhere. */
function ofBranch(
  text: string,
  { statement, whenTrue, leaves }: NonNullable<PlaceSite['branch']>,
  passesWhenTrue: boolean | undefined,
): readonly TextEdit[] {
  if (statement.span.end !== whenTrue.end) return [];
  if (passesWhenTrue === false) return [{ span: { ...statement.span, end: whenTrue.start }, newText: '' }];
  const checks = passesWhenTrue === undefined && /\bif\s*\(/.test(slice(text, whenTrue));
  if (!leaves || !statement.inBlock || checks || refusing.test(slice(text, leaves.span))) return [];
  return [{ span: lineOf(text, statement.span), newText: '' }];
}

/** Whether requests pass when a condition holds, as the finding says it of the value that the condition compares with; `undefined`: not told. */
function isBypass(message: string, condition: string, negated: boolean): boolean | undefined {
  const [, not, value = ''] = /` is (not )?"([^"]+)"/.exec(message) ?? [];
  const operator = /[!=]==?/.exec(condition)?.[0];
  if (operator === undefined || value === '' || !condition.includes(value)) return undefined;
  const isEqual = operator.startsWith('=') !== negated;
  return isEqual === (not === undefined);
}

/** A statement with the line that it stands alone on, and the empty line after it. */
function lineOf<Place extends { readonly start: number; readonly end: number }>(text: string, span: Place): Place {
  if (!startsLine(text, span.start)) return span;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = /^[^\S\n]*\r?\n(?:[^\S\n]*\r?\n)?/.exec(text.slice(span.end));
  return rest ? { ...span, start, end: span.end + rest[0].length } : span;
}
