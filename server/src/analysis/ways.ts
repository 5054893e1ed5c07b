import type { Condition } from '../model/access';
import { excuseOf } from '../model/excuse';
import type { State } from './state';

const numbers = new Map<string, number>();

/** A short name for a text. */
export function intern(text: string): number {
  let number = numbers.get(text);
  if (number === undefined) numbers.set(text, (number = numbers.size));
  return number;
}

/** Ways to one place whose conditions are told apart. */
const mostWays = 8;

/** The conditions on the ways of two states. */
export function bothExcuses(a: State['excuses'], b: State['excuses']): State['excuses'] {
  if (a === b || !a || !b) return a && b;
  const both = [...new Set([...a, ...b])];
  return both.length > mostWays ? undefined : both;
}

const causes = { unset: 1, environment: 2, network: 4, claim: 8, spelling: 16 } as const;

/** The state on one side of a decision that is made by a condition. */
export function under(state: State, given: Condition): State {
  const key = JSON.stringify(given);
  const cause = excuseOf(given, []);
  const excused = cause === undefined || cause === 'if-it-skips' ? state.excused : state.excused | causes[cause];
  return { ...state, excused, excuses: state.excuses?.map((way) => intern(`${way} ${key}`)) };
}
