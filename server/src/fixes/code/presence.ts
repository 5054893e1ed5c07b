import type { FixContext } from '../../model/fixing';
import type { TextEdit } from '../../model/finding';
import type { Span } from '../../model/source';
import { refusing } from './refusing';
import { slice } from './text';
import { presenceOf, requiring } from './unset';

/** Makes the check that a secret is used in fail while the secret is not set; none when the code refuses such requests already, `undefined` when there is no one place for it. */
export function presenceEdits(context: FixContext, secret: string, uses: readonly Span[]): readonly TextEdit[] | undefined {
  if (isRefusedBefore(context, uses)) return [];
  const check = checkOf(context, uses);
  const text = check && context.read(check.span.uri);
  if (!check || text === undefined) return undefined;
  const edits = requiring(context, check.span, text, presenceOf(secret), check.differs);
  return edits.length === 0 ? undefined : edits;
}

/** A place where a condition can be added that requests must meet. */
export interface Check {
  readonly span: Span;
  /** It holds for requests that are to be refused. */
  readonly differs: boolean;
}

function checkOf(context: FixContext, uses: readonly Span[]): Check | undefined {
  const { guard } = context;
  if (guard && uses.length > 0 && uses.every((use) => within(use, guard.span))) return guardCheck(context);
  const call = context.callAround(uses);
  const text = call && context.read(call.uri);
  if (!call || text === undefined) return undefined;
  const span = withAwait(text, call);
  const place = context.place(span);
  if (!place?.branch) return undefined;
  if (place.negated) return { span, differs: false };
  const taken = slice(text, place.branch.whenTrue);
  return place.branch.leaves && refusing.test(taken) && !/\bawait\b/.test(taken) ? { span, differs: true } : undefined;
}

/** The check of the credential itself. Comparisons tell whether two values are equal or differ; what else verifies has no result, or one of its own. */
export function guardCheck(context: FixContext): Check | undefined {
  const { guard, read } = context;
  if (!guard) return undefined;
  const { operands, span, verification } = guard;
  const isBoolean =
    /^(?:constant-time|early-exit)$/.test(verification.method) || /\bsubtle\s*\.verify\(/.test(slice(read(span.uri) ?? '', span));
  if (!isBoolean) return undefined;
  if (operands && within(operands.presented, operands.expected)) return undefined;
  const text = read(span.uri) ?? '';
  const [left, right] = operands ? [operands.presented, operands.expected].toSorted((a, b) => a.start - b.start) : [];
  return {
    span: withAwait(text, span),
    differs: left && right ? text.slice(left.end, right.start).includes('!') : refusesWhenTrue(context, span, text),
  };
}

/** Whether a check whose operands are not told holds for requests that are to be refused: by what a difference is compared with, or by what it leads to. */
export function refusesWhenTrue({ place }: Pick<FixContext, 'place'>, span: Span, text: string): boolean {
  const compared = /([!=]==?|[<>]=?)\s*0$/.exec(slice(text, span))?.[1];
  if (compared !== undefined) return /^(?:!|>$)/.test(compared);
  const { branch, negated } = place(span) ?? {};
  const isAlone = branch?.condition.start === span.start && branch.condition.end === span.end;
  return isAlone && negated !== true && branch.leaves !== undefined && refusing.test(slice(text, branch.whenTrue));
}

/** A call with the `await` in front of it. */
function withAwait(text: string, span: Span): Span {
  const awaiting = /\bawait\s+$/.exec(text.slice(0, span.start))?.[0] ?? '';
  return { ...span, start: span.start - awaiting.length };
}

/** Whether the same function refuses every request for which a variable is empty before it uses it. */
function isRefusedBefore(context: FixContext, uses: readonly Span[]): boolean {
  const [first, ...others] = uses;
  const place = first && context.place(first);
  const text = first && context.read(first.uri);
  if (!place?.negated || !place.branch?.leaves || text === undefined || others.length === 0) return false;
  const { whenTrue } = place.branch;
  const isOfFunction = (use: Span): boolean => place.function !== undefined && within(use, place.function.span);
  return refusing.test(slice(text, whenTrue)) && others.every(isOfFunction);
}

function within(inner: Span, outer: Span): boolean {
  return inner.uri === outer.uri && inner.start >= outer.start && inner.end <= outer.end;
}
