import type { LibraryAdapter } from '../model/adapters';
import { invoke } from './call';
import { one, then } from './context';
import { isExempt } from './exemptions';
import type { State } from './state';
import { truth } from './truth';
import { nextIn } from './nextIn';
import { identity, literal, undefinedValue, unknown, type NativeCall, type NativeValue, type Outcome, type Value } from './value';

type Combination = NonNullable<LibraryAdapter['combinations']>[keyof NonNullable<LibraryAdapter['combinations']>];

/** One function made of others; see the library model's `combinations`. */
export function combined(kind: Combination, args: readonly Value[]): NativeValue {
  const [exempting, ...guards] = args;
  if (kind === 'negation') return { kind: 'native', name: kind, run: (call) => negated(exempting, call) };
  if (kind === 'in-order')
    return { kind: 'native', name: kind, run: (call) => inOrder(exempting?.kind === 'array' ? exempting.items : args, call) };
  if (kind === 'first-result') return { kind: 'native', name: kind, run: (call) => firstResult(exempting, call) };
  return {
    kind: 'native',
    name: 'middleware',
    run: (call) =>
      kind === 'any'
        ? anyOf(args, call)
        : exempted(call, exempting).flatMap((side) => (side.exempt ? next(call, side.state) : all(guards, call, side.state))),
  };
}

/** The opposite of what a test says. */
function negated(test: Value | undefined, { context, args, state, node, frame }: NativeCall): readonly Outcome[] {
  if (!context || !test) return one(unknown(`not${identity(node)}`), state);
  return then(invoke(context, test, args, state, node, frame), (value, next) =>
    truth(context, value, next, node).flatMap((side) => one(literal(!side.truth), side.state)),
  );
}

/** Each function is given what the one before has said. */
function inOrder([first, ...others]: readonly Value[], call: NativeCall): readonly Outcome[] {
  const { context, args, state, node, frame } = call;
  if (!context || !first) return one(unknown(`flow${identity(node)}`, args), state);
  return then(invoke(context, first, args, state, node, frame), (value, next) =>
    others.length > 0 ? inOrder(others, { ...call, args: [value], state: next }) : one(value, next),
  );
}

/** What a function said when it was called first: of a later request it says nothing, unless it asks for none. */
function firstResult(fn: Value | undefined, { context, state, node, frame }: NativeCall): readonly Outcome[] {
  const asksForNothing = fn?.kind === 'function' && fn.node.parameters.length === 0;
  return context && asksForNothing ? invoke(context, fn, [], state, node, frame) : one(unknown(`first${identity(node)}`), state);
}

/** What follows the middleware. */
function next(call: NativeCall, state: State): readonly Outcome[] {
  return nextIn(call.args)?.run({ ...call, args: [], state }) ?? one(undefinedValue, state);
}

function run(guard: Value, call: NativeCall, state: State, goOn: (state: State) => readonly Outcome[]): readonly Outcome[] {
  const { context } = call;
  if (!context) return next(call, state);
  const continues: NativeValue = { kind: 'native', name: 'next', run: (inner) => goOn(inner.state) };
  const args = call.args.map((arg) => (arg.kind === 'native' && arg.name === 'next' ? continues : arg));
  return guard.kind === 'array'
    ? all(guard.items, { ...call, args }, state, goOn)
    : invoke(context, guard, args, state, call.node, call.frame);
}

/** One guard after the other. */
function all(guards: readonly Value[], call: NativeCall, state: State, goOn = (last: State) => next(call, last)): readonly Outcome[] {
  const [first, ...rest] = guards;
  return first ? run(first, call, state, (after) => all(rest, call, after, goOn)) : goOn(state);
}

/** The first guard that lets the request pass decides; those that refuse are followed by the others. A condition may say so itself. */
function anyOf(guards: readonly Value[], call: NativeCall): readonly Outcome[] {
  let open: readonly State[] = [call.state];
  const ends: Outcome[] = [];
  let last: readonly Outcome[] = [];
  for (const guard of guards) {
    const refused: Outcome[] = [];
    for (const state of open) {
      for (const outcome of run(guard, call, state, (after) => next(call, after))) {
        const { value } = outcome;
        if (outcome.thrown || value.kind === 'response' || (value.kind === 'literal' && value.value === false)) refused.push(outcome);
        else if (value.kind === 'literal' && value.value === true) ends.push(...next(call, outcome.state));
        else ends.push(outcome);
      }
    }
    open = refused.map((outcome) => outcome.state);
    last = refused;
  }
  return [...ends, ...last];
}

/** Whether the request's path is one that the guards leave out. */
function exempted(call: NativeCall, condition: Value | undefined): readonly { readonly exempt: boolean; readonly state: State }[] {
  const { context, state } = call;
  if (!context || !condition) return [{ exempt: false, state }];
  if (condition.kind !== 'function') return [{ exempt: isExempt(context, condition), state }];
  return invoke(context, condition, call.args, state, call.node, call.frame).flatMap((outcome) =>
    truth(context, outcome.value, outcome.state, call.node).map((side) => ({ exempt: side.truth, state: side.state })),
  );
}
