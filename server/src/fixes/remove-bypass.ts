import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite } from '../model/fixing';
import type { Span } from '../model/source';
import { refusing } from './code/refusing';
import { inPlace } from './code/inPlace';
import { slice, startsLine } from './code/text';
import { endsBranch, startWithComment, unwrapped } from './code/unwrapping';

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
  if (/\bdevMode:\s*$/.test(text.slice(0, span.start))) return [{ span, newText: 'false' }];
  const passes = isBypass(context.message, slice(text, span), place.negated, text);
  // One of several conditions that excuse together cannot go: the others would excuse in every environment.
  const isShared = operand?.operator === '&&' && passes !== false;
  if (operand && isShared) return branch && sameBounds(operand.whole, branch.condition) && passes ? ofBranch(text, branch, true) : [];
  if (operand && /^(&&|\|\|)$/.test(operand.operator)) return [{ span: besides(operand), newText: '' }];
  const isAlone = branch && slice(text, branch.condition) === `${place.negated ? '!' : ''}${slice(text, span)}`;
  return isAlone ? ofBranch(text, branch, passes) : [];
}

/** An operand with its operator: what goes when only the other one stays. */
function besides({ side, whole, other }: NonNullable<PlaceSite['operand']>): Span {
  return side === 'left' ? { ...whole, end: other.start } : { ...whole, start: other.end };
}

function sameBounds(a: { readonly start: number; readonly end: number }, b: { readonly start: number; readonly end: number }): boolean {
  return a.start === b.start && a.end === b.end;
}

/** `if (in development) { pass }` goes; `if (in production) { check }` checks and `else if (in production) { refuse }` refuses everywhere. */
function ofBranch(
  text: string,
  { statement, whenTrue, leaves }: NonNullable<PlaceSite['branch']>,
  passesWhenTrue: boolean | undefined,
): readonly TextEdit[] {
  if (statement.span.end !== whenTrue.end) return [];
  // What leaves in any case is never followed by what comes after it.
  if (passesWhenTrue === false)
    return leaves && statement.inBlock && !endsBranch(text, statement.span) ? [] : [unwrapped(text, statement, whenTrue)];
  const checks = passesWhenTrue === undefined && /\bif\s*\(/.test(slice(text, whenTrue));
  if (!leaves || !statement.inBlock || checks || refusing.test(slice(text, leaves.span))) return [];
  return [{ span: lineOf(text, statement.span), newText: '' }];
}

/**
 * Whether requests pass when a condition holds, as the finding says it of the value that the condition, or what it is a name of, compares with;
 * else as the condition is called. `undefined`: not told.
 */
function isBypass(message: string, condition: string, negated: boolean, text: string): boolean | undefined {
  const [, not, value = ''] = /` is (not )?"([^"]+)"/.exec(message) ?? [];
  const compared = definitionOf(condition, text) ?? condition;
  const operator = /[!=]==?/.exec(compared)?.[0];
  const isSet = /` is (not )?set\b/.exec(message);
  if (isSet && operator === undefined) return (isSet[1] === undefined) !== negated;
  if (operator === undefined || value === '' || !compared.includes(value)) return isCalledBypass(condition, negated);
  const isEqual = operator.startsWith('=') !== negated;
  return isEqual === (not === undefined);
}

/** What a variable is declared as, unless that combines conditions. */
function definitionOf(name: string, text: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const written = new RegExp(`\\b(?:const|let|var)\\s+${name}\\b[^=\\n]*=\\s*([^;\\n]+)`).exec(text)?.[1];
  return written === undefined || /&&|\|\||\?/.test(written) ? undefined : written;
}

function isCalledBypass(condition: string, negated: boolean): boolean | undefined {
  if (/prod/i.test(condition)) return negated;
  return /dev|local|test|debug|preview/i.test(condition) ? !negated : undefined;
}

/** A statement with the line that it stands alone on, the comment that explains it, and the empty line after it. */
function lineOf<Place extends { readonly start: number; readonly end: number }>(text: string, span: Place): Place {
  if (!startsLine(text, span.start)) return span;
  const start = startWithComment(text, span.start);
  const rest = /^[^\S\n]*\r?\n(?:[^\S\n]*\r?\n)?/.exec(text.slice(span.end));
  return rest ? { ...span, start, end: span.end + rest[0].length } : span;
}
