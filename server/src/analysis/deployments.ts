import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import type { Fact, State } from './state';

type Facts = ReadonlyMap<string, Fact>;

/** What is known of the environment: those are the deployments where it holds. */
export function environmentOf(facts: Facts): Facts {
  return new Map([...facts].filter(([key]) => key.startsWith('env:')));
}

/** What a key of {@link State.assigned} starts with that stands for a registration on a router. */
export const registrationMark = 'registered:';

/** A deployment that a state of set-up code stands for: what it lacks of the registrations that the state has, and what is known of it. */
export interface Variant {
  readonly lacks: ReadonlySet<string>;
  readonly facts: Facts;
}

/** At most so many variants of one state are told apart; those that lack least stay, so that none of them hides what one decision leaves out. */
const mostVariants = 16;

/** The deployments that a state stands for: one, unless paths with other registrations have been blurred into it. */
export function variantsOf(state: State): readonly Variant[] {
  const { variants, facts } = state;
  // What has become known since holds for all of them.
  return variants?.map((one) => ({ ...one, facts: new Map([...one.facts, ...facts]) })) ?? [{ lacks: new Set(), facts }];
}

/** The deployments that one state in place of two stands for; `undefined` where both have the same registrations. */
export function bothVariants(a: State, b: State): readonly Variant[] | undefined {
  if (a.variants === b.variants && a.assigned === b.assigned) return a.variants;
  const [ofA, ofB] = [registrationsOf(a), registrationsOf(b)];
  const [onlyA, onlyB] = [without(ofA, ofB), without(ofB, ofA)];
  if (!a.variants && !b.variants && onlyA.length + onlyB.length === 0) return undefined;
  return distinct([...lacking(a, onlyB), ...lacking(b, onlyA)]);
}

/** Deployments in which less is registered although nothing was decided otherwise are paths that failed: they are left out. */
export function withoutFailed<T extends { readonly registered: ReadonlySet<unknown>; readonly facts: Facts }>(
  all: readonly T[],
): readonly T[] {
  return all.filter(
    (one) =>
      !all.some(
        ({ registered, facts }) =>
          registered.size > one.registered.size &&
          without(one.registered, registered).length === 0 &&
          contradicting(one.facts, facts) === undefined,
      ),
  );
}

function registrationsOf({ assigned }: State): ReadonlySet<string> {
  return new Set([...assigned.keys()].filter((key) => key.startsWith(registrationMark)));
}

function without<T>(all: ReadonlySet<T>, others: ReadonlySet<T>): readonly T[] {
  return [...all].filter((one) => !others.has(one));
}

function lacking(state: State, more: readonly string[]): readonly Variant[] {
  return variantsOf(state).map(({ lacks, facts }) => ({ lacks: new Set([...lacks, ...more]), facts }));
}

/** Those that lack the same are one, of which is known what is known of all. */
function distinct(variants: readonly Variant[]): readonly Variant[] {
  const found = new Map<string, Variant>();
  for (const variant of variants) {
    const key = [...variant.lacks].sort().join();
    const known = found.get(key);
    found.set(key, known ? { ...known, facts: inCommon(known.facts, variant.facts) } : variant);
  }
  const lackingLeast = [...found.values()].toSorted((a, b) => a.lacks.size - b.lacks.size);
  return lackingLeast.slice(0, mostVariants);
}

/** What is known in either of two kinds of deployments. */
export function inCommon(a: Facts, b: Facts): Facts {
  return new Map([...a].filter(([key, fact]) => JSON.stringify(b.get(key)) === JSON.stringify(fact)));
}

/** The key of a fact of which two kinds of deployments differ. */
export function contradicting(a: Facts, b: Facts): string | undefined {
  for (const [key, fact] of a) {
    const other = b.get(key);
    if (other && contradicts(fact, other)) return key;
  }
  return undefined;
}

function contradicts(a: Fact, b: Fact): boolean {
  if (a.truthy !== undefined && b.truthy !== undefined && a.truthy !== b.truthy) return true;
  if ('equals' in a && 'equals' in b) return a.equals !== b.equals;
  return ('equals' in a && b.differs?.includes(a.equals) === true) || ('equals' in b && a.differs?.includes(b.equals) === true);
}

/** What tells the deployments of a chain from those of another one; `placeOf` says where code decides by a variable. */
export function conditionOf<T extends { readonly facts: Facts }>(
  chain: T,
  all: readonly T[],
  placeOf: (variable: string, other: T) => Span | undefined,
): Condition | undefined {
  for (const other of all) {
    const key = contradicting(chain.facts, other.facts);
    const fact = key === undefined ? undefined : chain.facts.get(key);
    const otherFact = key === undefined ? undefined : other.facts.get(key);
    if (key === undefined || !fact || !otherFact) continue;
    const variable = key.slice('env:'.length);
    const span = placeOf(variable, other);
    if (span) return differenceOf(variable, fact, otherFact, span);
  }
  return undefined;
}

function differenceOf(variable: string, fact: Fact, other: Fact, span: Span): Condition {
  if (fact.equals !== undefined) return { kind: 'environment', variable, value: String(fact.equals), equal: true, span };
  if (other.equals !== undefined) return { kind: 'environment', variable, value: String(other.equals), equal: false, span };
  return { kind: 'unset', variable, set: fact.truthy === true, span };
}
