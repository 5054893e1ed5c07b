import type ts from 'typescript';
import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import { identity, keyOf, unknown, type Constant, type Value } from './value';

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
  readonly facts: ReadonlyMap<string, Fact>;
  readonly at: readonly Loose[];
  /** Members that code has put on the request or response. */
  readonly assigned: ReadonlyMap<string, Value>;
  /** A credential has been verified on this path. */
  readonly verified: boolean;
  /** An effect has been reached on this path without any excuse. */
  readonly exposed: boolean;
  /** Status set on the response object, if any; `sent` once the response has gone. */
  readonly status: number | undefined;
  readonly sent: boolean;
  /** The guard that refused last on this path. */
  readonly refused: number | undefined;
  /** The call that let a thrown value out, innermost frame of the two last. */
  readonly raised: { readonly frame: number; readonly span: Span } | undefined;
}

/** The state before anything has run. */
export const emptyState: State = {
  frames: new Map(),
  facts: new Map(),
  at: [],
  assigned: new Map(),
  verified: false,
  exposed: false,
  status: undefined,
  sent: false,
  refused: undefined,
  raised: undefined,
};

/** The value of a variable, if it has one. */
export function readVariable(state: State, frame: Frame, declaration: ts.Node): Value | undefined {
  return state.frames.get(frame.id)?.get(declaration);
}

/** The state after an assignment. */
export function writeVariable(state: State, frame: Frame, declaration: ts.Node, value: Value): State {
  const variables = new Map(state.frames.get(frame.id));
  variables.set(declaration, value);
  return { ...state, frames: new Map(state.frames).set(frame.id, variables) };
}

/** Forgets the variables of a frame that nothing can reach any more. */
export function leaveFrame(state: State, frame: Frame): State {
  if (frame.captured || !state.frames.has(frame.id)) return state;
  const frames = new Map(state.frames);
  frames.delete(frame.id);
  return { ...state, frames };
}

/** The state after learning something about a value. */
export function learn(state: State, key: string, fact: Fact): State {
  return { ...state, facts: new Map(state.facts).set(key, { ...state.facts.get(key), ...fact }) };
}

function stateKey(state: State): string {
  const frames = [...state.frames]
    .sort(([a], [b]) => a - b)
    .map(([id, variables]) => `${id}{${[...variables].map(([node, value]) => `${identity(node)}=${keyOf(value)}`).sort().join()}}`);
  const facts = [...state.facts].map(([key, fact]) => `${key}:${JSON.stringify(fact, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v === undefined ? 'undefined' : v))}`).sort();
  const assigned = [...state.assigned].map(([name, value]) => `${name}=${keyOf(value)}`).join();
  return `${assigned}|${state.refused}|${state.status}|${state.sent}|${state.exposed}|${facts.join()}|${frames.join()}`;
}

/** At most this many different states go on from one place; more are blurred into one. */
const mostStates = 24;

/** Makes one of states that cannot be told apart; verified ones are blurred together, their details no longer matter. */
export function mergeStates<T extends { readonly state: State }>(items: readonly T[], same: (item: T) => string): T[] {
  if (items.length < 2) return [...items];
  const merged = new Map<string, T>();
  for (const item of items) {
    const key = item.state.verified ? `verified|${same(item)}` : `${same(item)}|${stateKey(item.state)}`;
    const known = merged.get(key);
    if (!known) merged.set(key, item);
    else merged.set(key, { ...known, state: item.state.verified ? blur(known.state, item.state) : joinAt(known.state, item.state) });
  }
  if (merged.size <= mostStates) return [...merged.values()];
  const groups = new Map<string, T>();
  for (const item of merged.values()) {
    const key = `${same(item)}|${item.state.verified}|${item.state.exposed}`;
    const known = groups.get(key);
    groups.set(key, known ? { ...known, state: blur(known.state, item.state) } : item);
  }
  return [...groups.values()];
}

function joinAt(a: State, b: State): State {
  return { ...a, at: unite(a.at, b.at) };
}

function unite(a: readonly Loose[], b: readonly Loose[]): readonly Loose[] {
  const seen = new Set(a.map(looseKey));
  return [...a, ...b.filter((loose) => !seen.has(looseKey(loose)))];
}

function looseKey(loose: Loose): string {
  const { given } = loose;
  return given ? `${loose.from}:${JSON.stringify(given)}` : String(loose.from);
}

/** One state that stands for both: where they differ, nothing is known. */
function blur(a: State, b: State): State {
  const frames = new Map(a.frames);
  for (const [id, variables] of b.frames) {
    const known = frames.get(id);
    if (!known) {
      frames.set(id, variables);
      continue;
    }
    let both: Map<ts.Node, Value> | undefined;
    for (const [node, value] of variables) {
      const other = known.get(node);
      if (other === value || (other && keyOf(other) === keyOf(value))) continue;
      (both ??= new Map(known)).set(node, unknown(`blur${identity(node)}@${id}`));
    }
    if (both) frames.set(id, both);
  }
  const facts = new Map([...a.facts].filter(([key, fact]) => JSON.stringify(b.facts.get(key)) === JSON.stringify(fact)));
  return { ...a, frames, facts, at: unite(a.at, b.at), status: a.status === b.status ? a.status : undefined, sent: a.sent && b.sent, exposed: a.exposed && b.exposed };
}
