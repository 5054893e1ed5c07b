import type ts from 'typescript';
import { bothVariants, registrationMark } from './deployments';
import { joined, joinedLists } from './joined';
import { factKey, isSameState } from './sameState';
import { isSettled, lasting, variablesOf, type Loose, type State } from './state';
import { identity, keyOf, type Value } from './value';
import { bothExcuses, intern } from './ways';

/** At most this many different states go on from one place, unless a caller says otherwise; more are blurred into one. */
const usualStates = 6;

/** A way that something can end. */
interface Ending {
  readonly state: State;
}

/** Makes one of states that cannot be told apart; verified ones are blurred together, their details no longer matter. */
export function mergeStates<T extends Ending>(items: readonly T[], same: (a: T, b: T) => boolean, most = usualStates): T[] {
  if (items.length < 2) return [...items];
  let states = withoutRepeats(items, same);
  for (const [signature, limit] of coarser) {
    if (states.length <= Math.max(most, Math.min(limit, 2 * most))) break;
    const differing = differingFrames(items);
    states = blurred(states, same, (state) => signature(state, differing));
  }
  return [...states];
}

function withoutRepeats<T extends Ending>(items: readonly T[], same: (a: T, b: T) => boolean): readonly T[] {
  const firsts: T[] = [];
  const merged: T[] = [];
  for (const item of items) {
    const index = firsts.findIndex((first) => same(first, item) && isSameState(first.state, item.state));
    const known = merged[index];
    if (!known) {
      firsts.push(item);
      merged.push(item);
    } else if (known.state !== item.state) {
      const state = isSettled(item.state) ? blur(known.state, item.state) : joinAt(known.state, item.state);
      merged[index] = { ...known, state };
    }
  }
  return merged;
}

/** One of each of states that can be told apart. */
export function distinctStates(states: readonly State[], most?: number): readonly State[] {
  if (states.length < 2) return states;
  const items = states.map((state) => ({ state }));
  return mergeStates(items, () => true, most).map(({ state }) => state);
}

/** What keeps states apart where there are too many, ever less; with the number up to which that is affordable at least. */
const coarser: readonly (readonly [signature: (state: State, differing: ReadonlySet<number>) => string, limit: number])[] = [
  [(state, differing) => `${standing(state)}|${lastingKey(state)}|${variablesKey(state, differing, () => true)}`, 0],
  [(state, differing) => `${standing(state)}|${lastingKey(state)}|${variablesKey(state, differing, isDecisive)}`, 0],
  [(state, differing) => `${standing(state)}|${variablesKey(state, differing, isDecisive)}`, 12],
  [standing, 6],
  // Which guard refused matters where it did; later on only that one has.
  [(state) => standing({ ...state, refused: state.refused === undefined ? undefined : 0 }), 4],
];

/** What a path that needs an excuse holds is not there without one: such paths are never blurred with those that need none. */
function standing({ verified, exposed, failed, refused, sent, excused }: State): string {
  return `${verified}${exposed}${failed}${refused}${sent}${excused}`;
}

function lastingKey({ facts }: State): string {
  return [...facts].map(([name, fact]) => (lasting.test(name) ? `${name}${factKey(fact)};` : '')).join('');
}

function variablesKey({ frames }: State, differing: ReadonlySet<number>, matters: (value: Value) => boolean): string {
  let key = '';
  for (const id of differing)
    for (const [node, value] of frames.get(id) ?? []) if (matters(value)) key += `${id}.${identity(node)}=${intern(keyOf(value))};`;
  return key;
}

/** The frames that are not the same in all of some states: most are shared by all of them. */
function differingFrames(items: readonly Ending[]): ReadonlySet<number> {
  const differing = new Set<number>();
  const first = items[0]?.state.frames;
  for (const { state } of items) {
    if (!first || state.frames === first) continue;
    for (const [id, variables] of state.frames) if (first.get(id) !== variables) differing.add(id);
    for (const id of first.keys()) if (!state.frames.has(id)) differing.add(id);
  }
  return differing;
}

/** A value that code asks about a check: a flag, nothing at all, a refusal, or a result that holds one. */
function isDecisive(value: Value): boolean {
  if (value.kind === 'literal') return typeof value.value !== 'string' && typeof value.value !== 'number';
  if (value.kind === 'object') return !value.type && value.fields.size < 8 && [...value.fields.values()].some(isDecisive);
  return value.kind === 'response' || value.kind === 'promise';
}

/** One of all those that have one signature: what tells them apart is not known any more. */
function blurred<T extends Ending>(items: readonly T[], same: (a: T, b: T) => boolean, signature: (state: State) => string): readonly T[] {
  const groups: { readonly key: string; readonly item: T }[] = [];
  for (const item of items) {
    const key = signature(item.state);
    const index = groups.findIndex((group) => group.key === key && same(group.item, item));
    const known = groups[index]?.item;
    if (known) groups[index] = { key, item: { ...known, state: blur(known.state, item.state) } };
    else groups.push({ key, item });
  }
  return groups.map(({ item }) => item);
}

function joinAt(a: State, b: State): State {
  return {
    ...a,
    variants: bothVariants(a, b),
    at: unite(a.at, b.at),
    excused: a.excused & b.excused,
    excuses: bothExcuses(a.excuses, b.excuses),
  };
}

function unite(a: readonly Loose[], b: readonly Loose[]): readonly Loose[] {
  const seen = new Set(a.map(looseKey));
  const more = b.filter((loose) => !seen.has(looseKey(loose)));
  return more.length === 0 ? a : [...a, ...more];
}

const looseKeys = new WeakMap<Loose, string>();

function looseKey(loose: Loose): string {
  let key = looseKeys.get(loose);
  if (key === undefined) looseKeys.set(loose, (key = loose.given ? `${loose.from}:${JSON.stringify(loose.given)}` : String(loose.from)));
  return key;
}

/** One state that stands for both: where they differ, nothing is known. */
export function blur(a: State, b: State): State {
  const assigned = withRegistrations(a.assigned, b.assigned);
  const variants = bothVariants(a, b);
  if (a.frames === b.frames && a.facts === b.facts) return { ...joinAt(a, b), assigned, variants };
  const frames = new Map(a.frames);
  for (const id of a.settled === b.settled ? [] : b.settled.keys()) {
    const known = b.settled.get(id);
    if (known && !variablesOf(a, id)) frames.set(id, known);
  }
  const unchanged = [...a.frames.keys()].flatMap((id) => {
    const settled = b.frames.has(id) ? undefined : b.settled.get(id);
    return settled ? [[id, settled] as const] : [];
  });
  for (const [id, variables] of [...b.frames, ...unchanged]) {
    const known = variablesOf(a, id);
    if (!known) frames.set(id, variables);
    if (!known || known === variables) continue;
    let both: Map<ts.Node, Value> | undefined;
    for (const [node, value] of variables) {
      const other = known.get(node);
      if (other === value || (other && keyOf(other) === keyOf(value))) continue;
      const list =
        other?.kind === 'array' && value.kind === 'array' && joinedLists({ list: other, facts: a.facts }, { list: value, facts: b.facts });
      (both ??= new Map(known)).set(node, list || joined(other, value, `blur${identity(node)}@${id}`));
    }
    if (both) frames.set(id, both);
  }
  const facts =
    a.facts === b.facts
      ? a.facts
      : new Map(
          [...a.facts].filter(([key, fact]) => {
            const other = b.facts.get(key);
            return other && factKey(other) === factKey(fact);
          }),
        );
  return {
    ...a,
    frames,
    facts,
    assigned,
    variants,
    at: unite(a.at, b.at),
    excused: a.excused & b.excused,
    excuses: bothExcuses(a.excuses, b.excuses),
    status: a.status === b.status ? a.status : undefined,
    sent: a.sent && b.sent,
    exposed: a.exposed && b.exposed,
  };
}

/** Members of one path, with the registrations of both: no route gets lost. */
function withRegistrations(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  if (a === b) return a;
  const more = [...b].filter(([key]) => key.startsWith(registrationMark) && !a.has(key));
  return more.length === 0 ? a : new Map([...a, ...more]);
}
