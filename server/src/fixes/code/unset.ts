import type { TextEdit } from '../../model/finding';
import type { PlaceSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import { insert } from './text';

/** Text to put before and after a check, so that it also fails while a secret is not set. */
export interface Closing {
  /** Where `before` goes: the check, or the `!` in front of it. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/**
 * Adds a test of presence to a check: `differs` checks become `!secret || check`, others `!!secret && check`.
 * `place` is that of the check.
 */
export function closing(check: Span, place: PlaceSite, text: string, secret: string, differs: boolean): Closing {
  const isNegated = text[check.start - 1] === '!';
  const start = check.start - (isNegated ? 1 : 0);
  const refuses = differs !== isNegated;
  const prefix = refuses ? `!${secret} || ` : `!!${secret} && `;
  const isEnclosed = /\(\s*$/.test(text.slice(0, start)) && /^\s*\)/.test(text.slice(check.end));
  const standsAlone =
    isEnclosed ||
    (!place.negated && ['returned', 'initializer'].includes(place.use)) ||
    place.operand?.operator === (refuses ? '||' : '&&');
  return { start, before: standsAlone ? prefix : `(${prefix}`, after: standsAlone ? '' : ')' };
}

/** The edits of {@link closing}, where the check itself stays as it is. */
export function closingEdits(check: Span, { start, before, after }: Closing): readonly TextEdit[] {
  const edits = [insert(check.uri, start, before)];
  return after === '' ? edits : [...edits, insert(check.uri, check.end, after)];
}
