import type { TextEdit } from '../../model/finding';
import type { FixContext, PlaceSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import { insert, newLineAs, slice, startsLine } from './text';

/** Text to put before and after a check, so that it also fails unless something else holds. */
export interface Closing {
  /** Where `before` goes: the check, or the `!` in front of it. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/** A condition that must hold, and its opposite. */
export interface Required {
  readonly holds: string;
  readonly fails: string;
}

/** That a secret is set. */
export function presenceOf(secret: string): Required {
  return { holds: `!!${secret}`, fails: `!${secret}` };
}

/**
 * Adds a condition to a check, such as that a secret is set: `differs` checks become `!secret || check`, others `!!secret && check`.
 * `place` is that of the check.
 */
export function closing(check: Span, place: PlaceSite, text: string, { holds, fails }: Required, differs: boolean): Closing {
  const isNegated = text[check.start - 1] === '!';
  const start = check.start - (isNegated ? 1 : 0);
  const refuses = differs !== isNegated;
  const prefix = `${refuses ? `${fails} ||` : `${holds} &&`}${startsLine(text, start) ? newLineAs(text, start) : ' '}`;
  const isEnclosed = /\(\s*$/.test(text.slice(0, start)) && /^\s*\)/.test(text.slice(check.end));
  const standsAlone =
    isEnclosed ||
    (!place.negated && ['returned', 'initializer'].includes(place.use)) ||
    place.operand?.operator === (refuses ? '||' : '&&');
  return { start, before: standsAlone ? prefix : `(${prefix}`, after: standsAlone ? '' : ')' };
}

/**
 * The edits that add a condition to a check that stays as it is, or to what it is compared with: `list.indexOf(secret) === -1` differs where the
 * call does not. None where that does not tell what the comparison means.
 */
export function requiring(
  context: Pick<FixContext, 'place'>,
  check: Span,
  text: string,
  required: Required,
  differs: boolean,
): readonly TextEdit[] {
  const place = context.place(check);
  const { operand } = place ?? {};
  if (!place) return [];
  if (!operand || !/^(?:[=!]==?|[<>]=?)$/.test(operand.operator)) {
    return closingEdits(check, closing(check, place, text, required, differs));
  }
  const compared = `${operand.side === 'left' ? '' : 'of '}${operand.operator}${slice(text, operand.other)}`;
  if (place.negated || !/^(?:of )?(?:[=!]==?(?:-1|0|true|false)|>-1|>=0|<0)$/.test(compared) || /^of [<>]/.test(compared)) return [];
  const holds = /^(?:of )?(?:!==?(?:-1|false)|===?(?:0|true)|>)/.test(compared);
  return requiring(context, operand.whole, text, required, holds ? differs : !differs);
}

/** The edits of {@link closing}, where the check itself stays as it is. */
function closingEdits(check: Span, { start, before, after }: Closing): readonly TextEdit[] {
  const edits = [insert(check.uri, start, before)];
  return after === '' ? edits : [...edits, insert(check.uri, check.end, after)];
}
