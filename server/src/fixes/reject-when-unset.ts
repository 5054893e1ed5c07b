import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite } from '../model/fixing';
import type { Span } from '../model/source';
import { emptinessTest } from './code/emptiness';
import { refusesWhenTrue } from './code/presence';
import { refusing } from './code/refusing';
import { accessOf, holders, secretExpression } from './code/secret';
import { onlySetOnes } from './code/secretList';
import { inStyle } from './code/style';
import { indentationAt, insert, slice } from './code/text';
import { presenceOf, requiring } from './code/unset';
import { inPlace } from './code/inPlace';

/** Closes a check that lets requests pass while its secret is not set. */
export const rejectWhenUnset = inPlace(
  { id: 'reject-when-unset', rules: ['no-fail-open'], title: 'Reject requests while the secret is not set', safe: false },
  edits,
);

function edits(context: FixContext): readonly TextEdit[] {
  const text = context.read(context.span.uri);
  const span = (text !== undefined && emptinessTest(context, text)) || context.span;
  const place = context.place(span);
  if (!place || text === undefined) return [];
  if (place.operand?.operator === '&&' && place.operand.side === 'left') return flipConjunction(context, place, text) ?? [];
  if (place.operand?.operator === '||' && place.operand.side === 'left') {
    const required = requireBoth(context, place.operand, text);
    if (required) return [required];
  }
  const { branch } = place;
  if (!presenceTest.test(slice(text, span))) return testBeforeComparing(context, text);
  if (!branch || branch.condition.start + (place.negated ? 1 : 0) < span.start - 1) return [];
  return absenceTest.test(slice(text, branch.condition)) ? refuseInBranch(context, place, text) : refuseBefore(place, text, context);
}

/** A secret, or whether a list of secrets has any. */
const presenceTest = /^!*[\w.?]+(\[['"]\w+['"]\])?!?$|^Boolean\([\w.]+\)$|^[\w.?]+\.(?:length|size)\s*[<>=!]+\s*[01]$/;
const absenceTest = /^!(?!!)|(?:===?|<=)\s*0$|[^=]<\s*1$/;

/** `secret && differs` → `!secret || differs`, where it is the whole condition of a rejection. */
function flipConjunction(context: FixContext, { operand, branch, negated }: PlaceSite, text: string): readonly TextEdit[] | undefined {
  if (!operand || !branch?.leaves || !isWholeConjunction(context, operand.whole, branch.condition)) return undefined;
  const isLonger = !sameBounds(operand.whole, branch.condition);
  const left = { ...operand.whole, end: operand.other.start };
  const written = slice(text, left)
    .replace(/&&\s*\(*$/, '')
    .trim();
  const opening = /&&\s*(\(*)$/.exec(slice(text, left))?.[1] ?? '';
  const bare = written.replace(/^!!/, '');
  if (negated && !written.startsWith('!!')) return undefined;
  const counted = /^([\w.?]+)\s*(?:>|!==)\s*0$/.exec(bare)?.[1];
  const negation = /^[\w.?![\]'"]+$|^Boolean\([^()]*\)$/.test(bare) ? `!${bare}` : `!(${bare})`;
  const unset = counted === undefined ? negation : `${counted} === 0`;
  const flipped = { span: left, newText: `${unset} || ${isLonger ? '(' : ''}${opening}` };
  return isLonger ? [flipped, insert(left.uri, branch.condition.end, ')')] : [flipped];
}

/** `!secret || equal` → `!!secret && equal`, where that lets requests pass. */
function requireBoth({ guard }: FixContext, { whole, other }: NonNullable<PlaceSite['operand']>, text: string): TextEdit | undefined {
  const [, secret, rest = ''] = /^!([\w.?]+(?:\[['"]\w+['"]\])?)(\s*\|\|)\s*$/.exec(text.slice(whole.start, other.start)) ?? [];
  const compared = guard?.operands?.expected;
  const isTold = compared && compared.start >= other.start && compared.end <= other.end && !slice(text, other).includes('||');
  if (secret === undefined || !isTold) return undefined;
  return {
    span: { ...whole, end: other.start },
    newText: text.slice(whole.start, other.start).replace(`!${secret}${rest}`, `!!${secret}${rest.replace('||', '&&')}`),
  };
}

/** Whether a conjunction is a condition, or what one begins with that goes on with nothing but `&&`. */
function isWholeConjunction(context: FixContext, conjunction: Span, condition: Span): boolean {
  if (sameBounds(conjunction, condition)) return true;
  const outer = context.place(conjunction)?.operand;
  return outer?.operator === '&&' && outer.side === 'left' && isWholeConjunction(context, outer.whole, condition);
}

function sameBounds(a: { readonly start: number; readonly end: number }, b: { readonly start: number; readonly end: number }): boolean {
  return a.start === b.start && a.end === b.end;
}

/** `presented !== expected` → `!secret || presented !== expected`; `presented === expected` → `!!secret && presented === expected`. */
function testBeforeComparing(context: FixContext, text: string): readonly TextEdit[] {
  const operands = context.guard?.operands;
  // A name in a comparison that is elsewhere means nothing here.
  const listed = onlySetOnes(context, text);
  if (listed) return listed;
  const isHere = !operands || (operands.expected.start >= context.span.start && operands.expected.end <= context.span.end);
  const secret = isHere ? secretExpression(context, text) : undefined;
  if (secret === undefined) return testBeforeCalling(context);
  const differs = operands ? /^\s*!==?\s*$/.test(betweenOf(text, operands)) : refusesWhenTrue(context, context.span, text);
  return requiring(context, context.span, text, presenceOf(secret), differs);
}

/** The comparison is in a function that gets the secret as an argument: the test goes in front of its call in the handler. */
function testBeforeCalling(context: FixContext): readonly TextEdit[] {
  const { site } = context.endpoint;
  const secret = context.guard?.verification.secret;
  const text = site && context.read(site.uri);
  if (secret?.kind !== 'env' || !site || text === undefined) return [];
  const names = [accessOf(secret.name).source, ...holders(text, secret.name).map((name) => `\\b${name}\\b(?!\\s*=[^=])`)];
  const uses = [...text.matchAll(new RegExp(names.join('|'), 'g'))];
  const calls = uses.flatMap(({ index }) => context.callAt(site.uri, index) ?? []);
  const inHandler = calls.filter(({ start, end }) => start >= site.function.start && end <= site.function.end);
  const [call, ...others] = inHandler;
  const place = call && context.place(call);
  const name = holders(text, secret.name)[0] ?? accessOf(secret.name).exec(text)?.[0];
  if (!call || !place || name === undefined || others.some((other) => !sameBounds(other, call))) return [];
  if (!place.negated && !['condition', 'returned', 'initializer', 'operand'].includes(place.use)) return [];
  return requiring(context, call, text, presenceOf(name), false);
}

function betweenOf(
  text: string,
  { presented, expected }: { readonly presented: { start: number; end: number }; readonly expected: { start: number; end: number } },
): string {
  return presented.start < expected.start ? text.slice(presented.end, expected.start) : text.slice(expected.end, presented.start);
}

/** `if (!secret) return <pass>` → `if (!secret) return <refusal>`, written as the function refuses elsewhere. */
function refuseInBranch(context: FixContext, { branch, function: fn }: PlaceSite, text: string): readonly TextEdit[] {
  const own = fn?.exits.find((exit) => branch && exit.start >= branch.whenTrue.start && exit.end <= branch.whenTrue.end);
  if (!own || !fn) return [];
  const written = slice(text, own);
  if (refusing.test(written)) return [];
  if (/^return true;?$/.test(written)) return [{ span: own, newText: written.replace('true', 'false') }];
  const other = fn.exits.find((exit) => exit !== own && refusing.test(slice(text, exit)));
  return other ? [{ span: own, newText: slice(text, other) }] : [];
}

/** `if (secret) { … }` gets a refusal for the other case in front of it. */
function refuseBefore({ branch, function: fn }: PlaceSite, text: string, context: FixContext): readonly TextEdit[] {
  const style = context.file(context.span.uri)?.style;
  const exit = fn?.exits.find((one) => refusing.test(slice(text, one)));
  if (!branch?.statement.inBlock || branch.leaves || !style || exit === undefined) return [];
  const indentation = indentationAt(text, branch.statement.span.start);
  const test = slice(text, branch.condition).replace(/^!!/, '');
  const inner = `${indentation}${inStyle('  ', style)}`;
  const refusal = slice(text, exit).replaceAll(`\n${indentationAt(text, exit.start)}`, `\n${inner}`);
  const isOneStatement = !/[\n;]./s.test(refusal);
  const body = isOneStatement ? refusal : `{${style.eol}${inner}${refusal}${style.eol}${indentation}}`;
  return [insert(context.span.uri, branch.statement.span.start, `if (!${test}) ${body}${style.eol}${indentation}`)];
}
