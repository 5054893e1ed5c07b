import type { Condition } from '../model/access';
import { excuseOf } from '../model/excuse';
import type { State } from './state';

const numbers = new Map<string, number>();
let last = 0;

/** A short name for a text: the same for the same text until {@link forgetTexts}, and never one that another text has had. */
export function intern(text: string): number {
  let number = numbers.get(text);
  if (number === undefined) numbers.set(text, (number = ++last));
  return number;
}

/** Lets go of all texts. They name what one endpoint's states hold: another endpoint's, or those after an edit, are others. */
export function forgetTexts(): void {
  numbers.clear();
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

/** The state in which a request comes to a deployment of which a condition holds. */
export function givenThat(state: State, given: Condition | undefined): State {
  return given ? under({ ...state, at: state.at.map((loose) => ({ ...loose, given })) }, given) : state;
}
