import type ts from 'typescript';
import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import type { Variant } from './deployments';
import type { Constant, Value } from './value';

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
export const lasting = /^(env:|in:|proof:|network:|host:|claim:)/;

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

/** Nothing that follows changes what is known about such a path: it is verified, or it has already reached an effect. */
export function isSettled(state: State): boolean {
  return state.verified || state.exposed;
}
