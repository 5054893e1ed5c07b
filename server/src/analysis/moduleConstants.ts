import type ts from 'typescript';
import type { Consulted } from '../project/consulted';
import { memoized } from '../project/memoized';
import type { Program } from '../project/program';
import type { Constant, Context } from './context';
import { Recorder } from './recorder';

/** A module variable's value with all that whoever reads it takes over. */
interface Shared {
  readonly constant: Constant;
  readonly noticed: Recorder;
  readonly consulted: Consulted;
}

/** Evaluations that one module variable may take. */
export const longestInitializer = 1_500;

interface Store {
  /** By declaration, or by what names the value. */
  readonly constants: Map<ts.Node | string, Shared | undefined>;
  /** How often a variable was read while it was being made. */
  cuts: number;
}

const storeOf = memoized<Program, Store>(() => ({ constants: new Map(), cuts: 0 }));

/**
 * The value that a module variable, or an instance made of constants, has for every request, whichever endpoint asks for it: it is found
 * apart from all of them, once for a program. `undefined` when it depends on more than the code: on what has run before, on the framework, on who asks.
 */
export function sharedConstant(
  context: Context,
  name: ts.Node | string,
  find: (context: Context) => Constant | undefined,
): Constant | undefined {
  const { program, recorder } = context;
  if (context.routing || context.runtime || context.ambient) return undefined;
  const store = storeOf(program);
  if (!store.constants.has(name)) {
    const { cuts } = store;
    // A module's own assertions may ask for what they stand next to.
    store.constants.set(name, undefined);
    const apart = apartFromEndpoints(context);
    const { result: constant, consulted } = program.track(() => find(apart));
    const { recorder: noticed } = apart;
    // Whoever waits for a variable that is still being made has seen less of it than others will.
    if (store.cuts !== cuts && context.pending.size > 0) store.constants.delete(name);
    else if (constant && isForEveryone(noticed)) store.constants.set(name, { constant, noticed, consulted });
  }
  const shared = store.constants.get(name);
  if (!shared) return undefined;
  program.consult(shared.consulted);
  recorder.adopt(shared.noticed);
  return shared.constant;
}

/** Whether nothing was met on the way that belongs to one endpoint's access graph. */
function isForEveryone({ steps, guards }: Recorder): boolean {
  return guards.length === 0 && steps.every(({ does }) => does === undefined);
}

/** Notes that a variable was read while it was being made. */
export function cutShort({ program }: Context): void {
  storeOf(program).cuts++;
}

/** A context in which only modules run, for nobody's request. */
export function apartFromEndpoints(context: Context): Context {
  return {
    ...context,
    recorder: new Recorder(),
    path: '',
    method: undefined,
    frames: new Map(),
    active: [],
    followed: new Set(),
    pending: new Set(context.pending),
    constants: new Map(),
    shallow: 0,
    quiet: 0,
    gates: 0,
    settled: 0,
    spent: 0,
    budget: longestInitializer,
  };
}
