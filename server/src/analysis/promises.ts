import type ts from 'typescript';
import { awaited } from './await';
import { invoke } from './call';
import { one, then, type Call, type Context, type MethodCall } from './context';
import { someError } from './globals';
import { spanOf } from './recorder';
import { resultMethod } from './results';
import type { Frame, State } from './state';
import { literal, unknown, undefinedValue, identity, type ApiValue, type Outcome, type PromiseValue, type Value } from './value';

/** A promise that carries no check and gives a value. */
export function fulfilled(value: Value): PromiseValue {
  return { kind: 'promise', value, rejects: false, guard: undefined };
}

/** What a call gives whose asynchronous form gives a promise of it. */
export function promiseIf(isAsync: boolean, value: Value): Value {
  return isAsync ? fulfilled(value) : value;
}

/** Makes a promise of what a callback gives. */
export function resolved(outcomes: readonly Outcome[], guard: number | undefined): readonly Outcome[] {
  return outcomes.map((outcome): Outcome => {
    if (!outcome.thrown && outcome.value.kind === 'promise') return outcome;
    return { value: { kind: 'promise', value: outcome.value, rejects: outcome.thrown, guard }, state: outcome.state, thrown: false };
  });
}

/** `then`, `catch` and `finally` of a promise whose outcome is known. */
export function promiseMethod(promise: PromiseValue, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node, frame } = call;
  const [first, second] = args;
  const run = (handler: Value | undefined, values: readonly Value[], from: State): readonly Outcome[] =>
    handler && handler.kind !== 'literal'
      ? resolved(invoke(context, handler, values, from, node, frame), promise.guard)
      : one(promise, from);
  switch (name) {
    case 'then':
      if (promise.rejects) return second ? run(second, [promise.value], state) : one(promise, state);
      return run(first, [promise.value], state);
    case 'catch':
      if (!promise.rejects) return one(promise, state);
      return then(run(first, [promise.value], state), (value, next) => one(value, swallowed(context, value, promise, next, node)));
    case 'finally':
      return then(run(first, [], state), (_, next) => one(promise, next));
    default:
      // A promise of a result has the methods of the result: `okAsync(x).map(…)`.
      if (!promise.rejects && promise.value.kind === 'object' && promise.value.type === 'Result')
        return resolved(resultMethod(promise.value, call), promise.guard);
      return one(unknown(`promise.${name}@${identity(node)}`), state);
  }
}

/** `then`, `catch` and `finally` of what a library promises: it may keep the promise or not. */
export function promisedElsewhere(promise: ApiValue, call: MethodCall): readonly Outcome[] | undefined {
  const { context, name, args, state, node, frame } = call;
  const [first, second] = args;
  if (context.routing || !promise.path.endsWith(')') || !args.some(isCallable)) return undefined;
  const failing = (handler: Value | undefined): readonly Outcome[] =>
    handler && isCallable(handler)
      ? resolved(invoke(context, handler, [someError], { ...state, failed: true }, node, frame), state.refused).map((end) => ({
          ...end,
          state: { ...end.state, failed: state.failed },
        }))
      : [];
  switch (name) {
    case 'then':
      return [
        ...awaited(context, promise, state, node, frame).flatMap((end) =>
          end.thrown
            ? resolved([end], end.state.refused)
            : promiseMethod(fulfilled(end.value), { ...call, args: args.slice(0, 1), state: end.state }),
        ),
        ...failing(second),
      ];
    case 'catch':
      return [...one(promise, state), ...failing(first)];
    case 'finally':
      return promiseMethod(fulfilled(promise), call);
    default:
      return undefined;
  }
}

function isCallable({ kind }: Value): boolean {
  return kind === 'function' || kind === 'native';
}

/** A rejection turned into an ordinary value: what failed no longer stops anything by itself. */
function swallowed(context: Context, value: Value, promise: PromiseValue, state: State, node: ts.Node): State {
  const result = value.kind === 'promise' ? value : undefined;
  if (result?.rejects !== false || result.value.kind !== 'literal' || result.value.value !== undefined) return state;
  return lost(context, promise, state, node);
}

/** Nobody learns that a promise was rejected. */
function lost(context: Context, promise: PromiseValue, state: State, node: ts.Node): State {
  const guard = promise.guard ?? state.refused;
  if (guard === undefined || state.verified || context.quiet > 0) return state;
  return context.recorder.step(state, promise.made ?? spanOf(node), { kind: 'lost', how: 'swallowed', guard }).state;
}

/** `Promise.all`, `race`, `allSettled`, `resolve`, `reject` and `new Promise(…)`. */
export function promiseStatic(name: string, call: Call): readonly Outcome[] | undefined {
  const { args, state, node } = call;
  const [first] = args;
  switch (name) {
    case 'resolve':
      return one(first?.kind === 'promise' ? first : fulfilled(first ?? undefinedValue), state);
    case 'reject':
      return one({ kind: 'promise', value: first ?? undefinedValue, rejects: true, guard: state.refused }, state);
    case 'all':
    case 'allSettled':
      return settle(name, first, call);
    case 'race':
    case 'any':
      return first?.kind === 'array' && first.items.length > 0
        ? firstSettled(name, first.items, call)
        : one(fulfilled(unknown(`${name}@${identity(node)}`)), state);
    default:
      return undefined;
  }
}

function settle(name: string, list: Value | undefined, { context, state, node, frame }: Call): readonly Outcome[] {
  // Functions that a list was made with that is not known run once it is waited for: `posts.map(async (post) => …)`.
  const items = list?.kind === 'array' ? list.items : list?.kind === 'api' && list.pending.length > 0 ? [list] : [];
  let ends: { readonly state: State; readonly values: readonly Value[] }[] = [{ state, values: [] }];
  const rejected: Outcome[] = [];
  for (const item of items) {
    ends = ends.flatMap((before) =>
      awaited(context, item, before.state, node, frame).flatMap((outcome) => {
        if (name === 'allSettled') return [{ state: outcome.state, values: [...before.values, settled(outcome)] }];
        if (!outcome.thrown) return [{ state: outcome.state, values: [...before.values, outcome.value] }];
        rejected.push({
          value: { kind: 'promise', value: outcome.value, rejects: true, guard: outcome.state.refused },
          state: outcome.state,
          thrown: false,
        });
        return [];
      }),
    );
  }
  const open = list?.kind !== 'array' || list.open;
  return [...rejected, ...ends.flatMap(({ state: end, values }) => one(fulfilled({ kind: 'array', items: values, open }), end))];
}

/** Any promise of the list may be the first: one that passes while a check is refused lets the request pass. */
function firstSettled(name: 'race' | 'any', items: readonly Value[], { context, state, node, frame }: Call): readonly Outcome[] {
  const rejected = items.find((item) => item.kind === 'promise' && item.rejects);
  const ends = items.flatMap((item) => awaited(context, item, state, node, frame));
  const passed = ends.filter(({ thrown }) => !thrown);
  const counted = name === 'any' && passed.length > 0 ? passed : ends;
  return counted.flatMap((end) => {
    if (end.thrown) return resolved([end], end.state.refused);
    return resolved([rejected?.kind === 'promise' ? { ...end, state: lost(context, rejected, end.state, node) } : end], undefined);
  });
}

/** What `allSettled` says of one promise. */
function settled({ thrown, value }: Outcome): Value {
  const fields: readonly (readonly [string, Value])[] = thrown
    ? [
        ['status', literal('rejected')],
        ['reason', value],
      ]
    : [
        ['status', literal('fulfilled')],
        ['value', value],
      ];
  return { kind: 'object', fields: new Map(fields), open: false, type: undefined };
}

/** `new Promise((resolve, reject) => …)`: the executor runs at once. */
export function newPromise(context: Context, executor: Value | undefined, state: State, node: ts.Node, frame: Frame): readonly Outcome[] {
  if (executor?.kind !== 'function') return one(fulfilled(unknown(`promise${identity(node)}`)), state);
  const slot = {};
  const settle = (rejects: boolean): Value => ({
    kind: 'native',
    name: rejects ? 'reject' : 'resolve',
    run: (call) => {
      const value: Value = { kind: 'promise', value: call.args[0] ?? undefinedValue, rejects, guard: call.state.refused };
      const next: State = { ...call.state, assigned: new Map(call.state.assigned).set(`promise${identity(slot)}`, value) };
      return one(undefinedValue, next);
    },
  });
  return then(invoke(context, executor, [settle(false), settle(true)], state, node, frame), (_, next) =>
    one(next.assigned.get(`promise${identity(slot)}`) ?? fulfilled(unknown(`promise${identity(node)}`)), next),
  );
}
