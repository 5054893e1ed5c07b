import ts from 'typescript';
import { actIn, isAside, isNeutralName, isPure } from './acts';
import { enter } from './call';
import { calledName, ranAtOnce } from './callSyntax';
import { one, type Call, type Context } from './context';
import { memoized } from '../project/memoized';
import { isAsync } from '../project/syntax';
import { mentionsLog } from './logging';
import { readsPrepared } from './queries';
import { spanOf } from './recorder';
import type { Frame, State } from './state';
import { nextIn } from './nextIn';
import { identity, unknown, type FunctionValue, type Outcome, type Value } from './value';

/** A call whose target is not known, or that is not followed further. It verifies nothing. */
export function unresolvedCall(target: Value, what: string, call: Call): readonly Outcome[] {
  const { context, args, state, node, frame } = call;
  // A middleware that is not known is taken to let the request pass.
  const next = nextIn(args);
  if (next && ts.isExpression(node)) return next.run({ node, args: [], state, frame });
  const result: Value = { kind: 'unknown', id: `c${identity(node)}@${frame.id}`, from: [...args] };
  const pending = args.filter((arg): arg is FunctionValue => arg.kind === 'function');
  // What it does for an unverified request it does for a verified one, too.
  const after = (state.verified ? context.recorder.again(state, spanOf(node)) : undefined) ?? noted(target, what, call);
  if (pending.length === 0) return one(result, after);
  if (ranAtOnce(node)) return runCallbacks(context, pending, after, node, frame, result);
  const name = calledName(node) ?? what;
  const value: Value = {
    kind: 'api',
    path: `unresolved#${name}()`,
    calls: [{ name, values: args }],
    id: `${identity(node)}@${frame.id}`,
    pending,
  };
  return one(value, after);
}

function noted(target: Value, what: string, { context, state, node }: Call): State {
  if (target.kind === 'function') return noteOwn(context, target, state, node, what);
  return noteUnresolved(context, state, node, calledName(node) ?? what);
}

/**
 * A function of the project that is not entered any more: what it does is taken to be an effect. One that sounds like reading, is run for
 * its result, or by someone else, has to show an act of its own.
 */
function noteOwn(context: Context, fn: FunctionValue, before: State, node: ts.Node, what: string): State {
  const state = context.quiet === 0 && logs(fn.node) ? context.recorder.step(before, spanOf(node), { kind: 'log' }).state : before;
  if (context.quiet + context.gates > 0 || state.failed) return state;
  const isOnlyRun = ranAtOnce(node) && !isHandedOver(fn, node);
  if (isOnlyRun && !isNeutralName(what)) return context.recorder.effect(state, { span: spanOf(node), kind: 'unknown', what }, false);
  if (isOnlyRun && isAside(what)) return state;
  const act = isOnlyRun || isHandedOver(fn, node) || isAsync(fn.node) ? actIn(fn.node) : undefined;
  if (!act) return state;
  context.recorder.calls.push(node);
  const after = context.recorder.effect(state, { span: spanOf(act), kind: 'unknown', what: calledName(act) ?? what }, false);
  context.recorder.calls.pop();
  return after;
}

/** Whether somebody else calls a function: a list's method, whoever awaits what it was given to. */
function isHandedOver({ node: { name, pos } }: FunctionValue, node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return !ts.isNewExpression(node);
  return node.arguments.some((argument) => argument.pos === pos || (name !== undefined && argument.getText() === name.getText()));
}

/** Whether a function that is not entered writes a log somewhere. */
const logs = memoized(({ body }: FunctionValue['node']): boolean => mentionsLog(body?.getText() ?? ''));

/** An unresolved call counts as an effect where its result is awaited, dropped or returned and its name does not say otherwise. */
export function noteUnresolved(context: Context, state: State, node: ts.Node, name: string): State {
  if (context.quiet + context.gates > 0 || state.failed || isNeutralName(name) || isPure(node, name) || !ranAtOnce(node)) return state;
  if (readsPrepared(node, name)) return state;
  return context.recorder.effect(state, { span: spanOf(node), kind: 'unknown', what: name }, false);
}

/**
 * What unknown code hands to a callback under the name of a request, as it is or in an object: the one that it was given itself, with
 * something of its own put on it.
 */
function handedOn({ name }: ts.ParameterDeclaration, result: Value): Value | undefined {
  const given = result.kind === 'unknown' ? result.from : result.kind === 'api' ? result.calls.at(-1)?.values : undefined;
  const request = given?.find(isRequest);
  if (!request) return undefined;
  if (ts.isIdentifier(name)) return namesRequest.test(name.text) ? request : undefined;
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const keys = name.elements.map((element) => (element.propertyName ?? element.name).getText()).filter((key) => namesRequest.test(key));
  return keys.length === 0
    ? undefined
    : { kind: 'object', fields: new Map(keys.map((key) => [key, request])), open: true, type: undefined };
}

const namesRequest = /^_*req(?:uest)?$/i;

/** Whether a value is a request, by its headers. */
function isRequest(value: Value): boolean {
  return value.kind === 'shaped' && Object.hasOwn(value.shape, value.path === '' ? 'headers' : `${value.path}.headers`);
}

/** Functions handed to unknown code may run, or not. */
export function runCallbacks(
  context: Context,
  callbacks: readonly FunctionValue[],
  state: State,
  node: ts.Node,
  frame: Frame,
  result: Value,
): readonly Outcome[] {
  let states: readonly State[] = [state];
  const ends: Outcome[] = [];
  // What the only callback gives is taken for the result.
  const [only] = callbacks.length === 1 ? callbacks : [];
  for (const callback of callbacks) {
    const args = callback.node.parameters.map(
      (parameter) => handedOn(parameter, result) ?? unknown(`cb${identity(parameter)}@${frame.id}`),
    );
    const next: State[] = [];
    for (const before of states) {
      for (const outcome of enter(context, callback, args, before, node, frame)) {
        if (outcome.thrown) ends.push(outcome);
        else {
          const inner = outcome.value.kind === 'promise' ? outcome.value : undefined;
          if (inner?.rejects) ends.push({ value: inner.value, state: outcome.state, thrown: true });
          else if (only) ends.push({ ...outcome, value: inner?.value ?? outcome.value });
          else next.push(outcome.state);
        }
      }
    }
    states = next;
  }
  return only ? ends : [...ends, ...states.flatMap((end) => one(result, end))];
}
