import type ts from 'typescript';
import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import { bothVariants, registrationMark, type Variant } from './deployments';
import { joined, joinedLists } from './joined';
import { identity, keyOf, type Constant, type Value } from './value';
import { bothExcuses, forgetTexts, intern } from './ways';

/** One activation of a function, or of a module; frames form the scope chain. */
export interface Frame {
  readonly id: number;
  readonly parent: Frame | undefined;
  readonly node: ts.Node;
  readonly depth: number;
  /** Whether a function made here may outlive it. */
  captured: boolean;
}

/** What is known about a value that is not a constant, by its key. */
export interface Fact {
  readonly truthy?: boolean;
  readonly nullish?: boolean;
  readonly equals?: Constant;
  readonly differs?: readonly Constant[];
  /** Set-up code has decided it, otherwise for other deployments: a request that asks again is decided by it. */
  readonly isOfDeployment?: boolean;
}

/** Facts that set-up code has decided otherwise for other deployments, as requests find them. */
export function ofDeployment(facts: ReadonlyMap<string, Fact>): ReadonlyMap<string, Fact> {
  return new Map([...facts].map(([key, fact]) => [key, { ...fact, isOfDeployment: true }]));
}

/** An edge of the access graph that has no end yet. */
export interface Loose {
  readonly from: number;
  readonly given: Condition | undefined;
}

/** Variables by declaration; `this` is kept under the function's own node. */
export type Variables = ReadonlyMap<ts.Node, Value>;

/** Where one path stands: what its variables hold, what it knows, and where it is in the access graph. Never changed. */
export interface State {
  readonly frames: ReadonlyMap<number, Variables>;
  /** Frames that set-up code has left, which all of its paths share; `frames` has those that have changed since. */
  readonly settled: ReadonlyMap<number, Variables>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly at: readonly Loose[];
  /** Members that code has put on the request or response. */
  readonly assigned: ReadonlyMap<string, Value>;
  /** The deployments that a path of set-up code stands for, where their registrations differ. */
  readonly variants?: readonly Variant[] | undefined;
  /** A credential has been verified on this path. */
  readonly verified: boolean;
  /** An effect has been reached on this path: nothing later can protect it. */
  readonly exposed: boolean;
  /** Status set on the response object, if any; `sent` once the response has gone. */
  readonly status: number | undefined;
  readonly sent: boolean;
  /** The path is inside a catch clause: what it calls reports an error, what it answers is one. */
  readonly failed: boolean;
  /** The guard that refused last on this path. */
  readonly refused: number | undefined;
  /** The causes of the excuses that every way here appeals to, as bits. */
  readonly excused: number;
  /** The conditions on the ways here, one number for each way; `undefined` when there are too many. */
  readonly excuses: readonly number[] | undefined;
  /** The call that let a thrown value out, innermost frame of the two last. */
  readonly raised: { readonly frame: number; readonly span: Span } | undefined;
}

/** The state before anything has run. */
export const emptyState: State = {
  frames: new Map(),
  settled: new Map(),
  facts: new Map(),
  at: [],
  assigned: new Map(),
  verified: false,
  exposed: false,
  status: undefined,
  sent: false,
  failed: false,
  refused: undefined,
  excused: 0,
  excuses: [0],
  raised: undefined,
};

/** The variables of a frame. */
export function variablesOf(state: State, id: number): Variables | undefined {
  return state.frames.get(id) ?? state.settled.get(id);
}

/** The value of a variable, if it has one. */
export function readVariable(state: State, frame: Frame, declaration: ts.Node): Value | undefined {
  return variablesOf(state, frame.id)?.get(declaration);
}

/** The state after an assignment. */
export function writeVariable(state: State, frame: Frame, declaration: ts.Node, value: Value): State {
  const variables = new Map(variablesOf(state, frame.id));
  variables.set(declaration, value);
  return { ...state, frames: new Map(state.frames).set(frame.id, variables) };
}

/** States whose common frames need not be copied any more when a variable changes. */
export function settle(states: readonly State[]): readonly State[] {
  const [first] = states;
  if (!first || states.some(({ settled }) => settled !== first.settled)) return states;
  const common = [...first.frames].filter(([id, variables]) => states.every(({ frames }) => frames.get(id) === variables));
  if (common.length < enoughToSettle) return states;
  const settled = new Map([...first.settled, ...common]);
  const ids = new Set(common.map(([id]) => id));
  return states.map((state) => ({ ...state, settled, frames: new Map([...state.frames].filter(([id]) => !ids.has(id))) }));
}

/** Fewer frames than this are copied in no time. */
const enoughToSettle = 16;

/** Forgets the variables of a frame that nothing can reach any more. */
export function leaveFrame(state: State, frame: Frame): State {
  if (frame.captured || !state.frames.has(frame.id)) return state;
  const frames = new Map(state.frames);
  frames.delete(frame.id);
  return { ...state, frames };
}

/** What stays known after a function has returned: what conditions of the graph stand for, and what is known about its result. */
const lasting = /^(env:|in:|proof:|network:|host:|claim:)/;

/** Forgets what a function found out about its own values. */
export function forget(state: State, before: ReadonlyMap<string, Fact>, result: string): State {
  if (state.facts === before) return state;
  const facts = new Map([...state.facts].filter(([key]) => before.has(key) || lasting.test(key) || key === result));
  return facts.size === state.facts.size ? state : { ...state, facts: facts.size === before.size ? sameFacts(facts, before) : facts };
}

/** Whether something lasting has become known between two states. */
export function learnedLasting(before: State, after: State): boolean {
  if (after.facts === before.facts) return false;
  for (const [key, fact] of after.facts) if (lasting.test(key) && before.facts.get(key) !== fact) return true;
  return false;
}

function sameFacts(facts: ReadonlyMap<string, Fact>, before: ReadonlyMap<string, Fact>): ReadonlyMap<string, Fact> {
  for (const [key, fact] of facts) if (before.get(key) !== fact) return facts;
  return before;
}

/** How many passing facts a path remembers. */
const mostFacts = 24;

/** The state after learning something about a value. */
export function learn(state: State, key: string, fact: Fact): State {
  const facts = new Map(state.facts).set(key, { ...state.facts.get(key), ...fact });
  if (facts.size > mostFacts) {
    for (const known of facts.keys()) {
      if (known === key || lasting.test(known)) continue;
      facts.delete(known);
      break;
    }
  }
  return { ...state, facts };
}

/** Whether an environment variable is known to be set on a path. */
export function isKnownSet({ facts }: State, name: string): boolean {
  return facts.get(`env:${name}`)?.truthy === true;
}

let mapKeys = new WeakMap<ReadonlyMap<unknown, unknown>, number>();

/** Begins with states that have nothing to do with those before: an editor goes on for days, and their keys take room. */
export function forgetKeys(): void {
  mapKeys = new WeakMap();
  forgetTexts();
}

/** A number that is equal for maps with equal entries; maps are never changed, so it is made once. */
function mapKey<K, V>(map: ReadonlyMap<K, V>, entry: (key: K, value: V) => string): number {
  let key = mapKeys.get(map);
  if (key === undefined)
    mapKeys.set(
      map,
      (key = intern(
        [...map]
          .map(([name, value]) => entry(name, value))
          .sort()
          .join(),
      )),
    );
  return key;
}

/** What tells a state from others; of its frames only those that `differing` names. */
function stateKey(state: State, differing: ReadonlySet<number>): string {
  const frames: string[] = [];
  for (const id of differing) {
    const variables = variablesOf(state, id);
    if (variables) frames.push(`${id}:${mapKey(variables, (node, value) => `${identity(node)}=${intern(keyOf(value))}`)}`);
  }
  const facts = mapKey(state.facts, (name, fact) => `${name}:${factKey(fact)}`);
  const assigned = mapKey(state.assigned, (name, value) => `${name}=${intern(keyOf(value))}`);
  return `${assigned}|${state.failed}|${state.refused}|${state.status}|${state.sent}|${facts}|${frames.join()}`;
}

/** The frames that are not the same in all of some states: most are shared by all of them. */
function differingFrames(items: readonly { readonly state: State }[]): ReadonlySet<number> {
  const differing = new Set<number>();
  const first = items[0]?.state.frames;
  for (const { state } of items) {
    if (!first || state.frames === first) continue;
    for (const [id, variables] of state.frames) if (first.get(id) !== variables) differing.add(id);
    for (const id of first.keys()) if (!state.frames.has(id)) differing.add(id);
  }
  return differing;
}

function factKey({ truthy, nullish, differs, ...fact }: Fact): string {
  const equals = 'equals' in fact ? `${typeof fact.equals}${String(fact.equals)}` : '';
  return `${truthy}${nullish}${equals}${differs?.map(String).join() ?? ''}`;
}

/** At most this many different states go on from one place, unless a caller says otherwise; more are blurred into one. */
const usualStates = 6;

/** Nothing that follows changes what is known about such a path: it is verified, or it has already reached an effect. */
export function isSettled(state: State): boolean {
  return state.verified || state.exposed;
}

/** What still matters of a settled path: who refused a request that was verified in the end does not. */
function settledKey({ verified, failed, exposed, refused }: State): string {
  return verified ? `verified${failed}` : `${failed}${exposed}${refused}`;
}

/** Makes one of states that cannot be told apart; verified ones are blurred together, their details no longer matter. */
export function mergeStates<T extends { readonly state: State }>(items: readonly T[], same: (item: T) => string, most = usualStates): T[] {
  if (items.length < 2) return [...items];
  let states = withoutRepeats(items, same);
  for (const [signature, limit] of coarser) {
    if (states.length <= Math.max(most, Math.min(limit, 2 * most))) break;
    const differing = differingFrames(items);
    states = blurred(states, (item) => `${same(item)}|${signature(item.state, differing)}`);
  }
  return [...states];
}

function withoutRepeats<T extends { readonly state: State }>(items: readonly T[], same: (item: T) => string): readonly T[] {
  // Most differ by their values already; what tells states apart takes longer to put together.
  const values = items.map((item) => `${isSettled(item.state)}|${same(item)}`);
  if (new Set(values).size === items.length) return items;
  const [differing, merged] = [differingFrames(items), new Map<string, T>()];
  for (const [index, item] of items.entries()) {
    const settled = isSettled(item.state);
    const key = `${values[index]}|${settled ? settledKey(item.state) : stateKey(item.state, differing)}`;
    const known = merged.get(key);
    if (!known) merged.set(key, item);
    else if (known.state !== item.state)
      merged.set(key, { ...known, state: settled ? blur(known.state, item.state) : joinAt(known.state, item.state) });
  }
  return [...merged.values()];
}

/** One of each of states that can be told apart. */
export function distinctStates(states: readonly State[], most?: number): readonly State[] {
  if (states.length < 2) return states;
  const items = states.map((state) => ({ state }));
  return mergeStates(items, () => '', most).map(({ state }) => state);
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

/** A value that code asks about a check: a flag, nothing at all, a refusal, or a result that holds one. */
function isDecisive(value: Value): boolean {
  if (value.kind === 'literal') return typeof value.value !== 'string' && typeof value.value !== 'number';
  if (value.kind === 'object') return !value.type && value.fields.size < 8 && [...value.fields.values()].some(isDecisive);
  return value.kind === 'response' || value.kind === 'promise';
}

function blurred<T extends { readonly state: State }>(items: readonly T[], signature: (item: T) => string): readonly T[] {
  const groups = new Map<string, T>();
  for (const item of items) {
    const key = signature(item);
    const known = groups.get(key);
    groups.set(key, known ? { ...known, state: blur(known.state, item.state) } : item);
  }
  return [...groups.values()];
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
