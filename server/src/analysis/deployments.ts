import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import type { Fact, State } from './state';

type Facts = ReadonlyMap<string, Fact>;

/** What a path of set-up code knows of the environment: it is the path of the deployments where that holds. */
export function environmentOf({ facts }: State): Facts {
  return new Map([...facts].filter(([key]) => key.startsWith('env:')));
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
