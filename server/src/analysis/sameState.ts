import { isSettled, variablesOf, type Fact, type State, type Variables } from './state';
import { keyOf, type Outcome, type Value } from './value';

/** Whether two values cannot be told apart. */
export function isSameValue(a: Value, b: Value): boolean {
  return a === b || (a.kind === b.kind && keyOf(a) === keyOf(b));
}

/** Whether two outcomes give the same. */
export function isSameOutcome(a: Outcome, b: Outcome): boolean {
  return a.thrown === b.thrown && isSameValue(a.value, b.value);
}

/** Whether nothing that is done from here on can tell two states apart. Where they come from may differ. */
export function isSameState(a: State, b: State): boolean {
  if (a === b) return true;
  if (a.failed !== b.failed) return false;
  // Verified ones need no details any more: who refused a request before does not matter.
  if (isSettled(a) || isSettled(b))
    return a.verified === b.verified && (a.verified || (a.exposed === b.exposed && a.refused === b.refused));
  return (
    a.refused === b.refused &&
    a.status === b.status &&
    a.sent === b.sent &&
    haveSameFrames(a, b) &&
    isSameMap(a.facts, b.facts, isSameFact) &&
    isSameMap(a.assigned, b.assigned, isSameValue)
  );
}

/** Most frames are shared; those that are not are read through what set-up code has left. */
function haveSameFrames(a: State, b: State): boolean {
  if (a.frames === b.frames) return true;
  for (const [id, variables] of a.frames) if (b.frames.get(id) !== variables && !haveSame(variables, variablesOf(b, id))) return false;
  for (const [id, variables] of b.frames) if (!a.frames.has(id) && !haveSame(variables, variablesOf(a, id))) return false;
  return true;
}

function haveSame(a: Variables, b: Variables | undefined): boolean {
  return b !== undefined && isSameMap(a, b, isSameValue);
}

function isSameMap<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>, isSame: (a: V, b: V) => boolean): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || (other !== value && !isSame(value, other))) return false;
  }
  return true;
}

function isSameFact(a: Fact, b: Fact): boolean {
  return factKey(a) === factKey(b);
}

/** A text that is equal for facts that say the same. */
export function factKey({ truthy, nullish, differs, ...fact }: Fact): string {
  const equals = 'equals' in fact ? `${typeof fact.equals}${String(fact.equals)}` : '';
  return `${truthy}${nullish}${equals}${differs?.map(String).join() ?? ''}`;
}
