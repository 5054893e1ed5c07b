import ts from 'typescript';
import { memberPath } from './apiPath';
import { withChangedSelf } from './assign';
import { builtin, isPlain } from './builtins';
import { handedTo, isMiddleware } from './callbacks';
import { superCall } from './classes';
import { frameFor, mayEnter, mostStates, one, onlyValue, then, type Call, type Context, type MethodCall } from './context';
import { isOnlyAsked } from './callSyntax';
import { copiedBytes } from './copiedBytes';
import { mayDecide, mayFollowImport, mayLookInto, worthEntering } from './entering';
import { evaluate, evaluateAll } from './evaluate';
import { execute } from './execute';
import { externalCall } from './external';
import { settingBehind } from './gaps';
import { readsArguments } from './library';
import { isCredentialName } from './inputs';
import { literalText } from './literals';
import { isLogging } from './logging';
import { member } from './members';
import { isOwnImport } from './modules';
import { bindParameters } from './parameters';
import { promisedElsewhere, promiseMethod } from './promises';
import { spanOf } from './recorder';
import { shapedCall } from './shapedCall';
import { routerMember } from './routerMembers';
import { mergeStates } from './merging';
import { isSameOutcome } from './sameState';
import { forget, isSettled, leaveFrame, writeVariable, type Frame, type State } from './state';
import { piped } from './streams';
import { isTextTest } from './textTests';
import { nullish } from './truth';
import { unresolvedCall } from './unresolved';
import { identity, keyOf, undefinedValue, unknown, type FunctionValue, type Outcome, type Value } from './value';
import { bare, isAsync, isGenerator } from '../project/syntax';

const K = ts.SyntaxKind;

/** A call expression. */
export function call(context: Context, node: ts.CallExpression, state: State, frame: Frame): readonly Outcome[] {
  const callee = bare(node.expression);
  const { shallow } = context;
  context.shallow = 0;
  const withArguments: WithArguments = (target, name, from, go) => {
    const { thrown, ends } = given(context, node.arguments, from, frame, argumentsMatter(context, target, name));
    context.shallow = 0;
    return [...thrown, ...ends.flatMap((end) => go(end.values, end.open, end.state))];
  };
  const outcomes = calls({ context, node, frame, withArguments }, callee, state);
  context.shallow = shallow;
  return outcomes;
}

/** Goes on with the arguments of a call once what is called is known. */
type WithArguments = (
  target: Value,
  name: string | undefined,
  from: State,
  go: (args: readonly Value[], open: boolean, state: State) => readonly Outcome[],
) => readonly Outcome[];

/** A call where it is written. */
interface CallSite {
  readonly context: Context;
  readonly node: ts.CallExpression;
  readonly frame: Frame;
  readonly withArguments: WithArguments;
}

/** What is done with the arguments decides how closely they are looked at. */
export function argumentsMatter(context: Context, target: Value, name: string | undefined): boolean {
  if (target.kind !== 'api' || context.routing) return true;
  const path = name === undefined ? target.path : memberPath(target.path, name);
  return context.runtime?.reads(path) === true || readsArguments(context.libraries, path);
}

/** Evaluates the arguments of a call; what they are need not be told apart where it does not `matter`. */
export function given(
  context: Context,
  nodes: readonly ts.Expression[],
  from: State,
  frame: Frame,
  matter: boolean,
): ReturnType<typeof evaluateAll> {
  context.shallow = matter ? 0 : 1;
  const { steps } = context.recorder;
  const done = steps.length;
  const all = evaluateAll(context, nodes, from, frame);
  const { thrown, ends } = all;
  if (matter || ends.length < 2 || !onlyDecided(ends, from, steps.slice(done))) return all;
  const values = nodes.map((node, index) =>
    unknown(
      `a${identity(node)}`,
      ends.flatMap((end) => end.values[index] ?? []),
    ),
  );
  return { thrown, ends: [{ state: from, values, open: ends.some(({ open }) => open) }] };
}

/** Whether nothing has happened on several ways but decisions, so that they are alike to whoever does not ask for their values. */
function onlyDecided(ends: readonly { readonly state: State }[], before: State, since: readonly { readonly does: unknown }[]): boolean {
  return (
    since.every(({ does }) => does === undefined) &&
    ends.every(
      ({ state }) =>
        state.frames === before.frames &&
        state.assigned === before.assigned &&
        state.verified === before.verified &&
        state.exposed === before.exposed &&
        state.refused === before.refused,
    )
  );
}

function calls(site: CallSite, callee: ts.Expression, state: State): readonly Outcome[] {
  const { context, node, frame, withArguments } = site;
  if (callee.kind === K.SuperKeyword)
    return withArguments(undefinedValue, undefined, state, (args, _, next) => superCall(context, args, next, node, frame));
  if (ts.isPropertyAccessExpression(callee)) return callsMember(site, callee, callee.name.text, state);
  if (ts.isElementAccessExpression(callee)) {
    const name = constantName(context, callee.argumentExpression, state, frame);
    if (name !== undefined) return callsMember(site, callee, name, state);
  }
  if (ts.isIdentifier(callee) && isLogging(node, callee.text))
    return withArguments(undefinedValue, undefined, state, (_, __, next) => logged(context, node, next));
  if (ts.isIdentifier(callee) && !mayFollowImport(context, state, callee) && isOwnImport(context, callee)) {
    const { text } = callee;
    const target: Value = { kind: 'unknown', id: `import${identity(callee)}`, from: [] };
    return withArguments(target, undefined, state, (args, open, last) =>
      !isSettled(last) && !last.failed && mayDecide(args)
        ? then(evaluate(context, callee, last, frame), (fn, next) => invoke(context, fn, args, next, node, frame, open))
        : unresolvedCall(target, text, { context, args, state: last, node, frame }),
    );
  }
  return then(evaluate(context, callee, state, frame), (target, next) => {
    const sides = node.questionDotToken ? nullish(context, target, next, callee) : [{ nullish: false, state: next }];
    return sides.flatMap((side) =>
      side.nullish
        ? one(undefinedValue, side.state)
        : withArguments(target, undefined, side.state, (args, open, last) => invoke(context, target, args, last, node, frame, open)),
    );
  });
}

/** The name of the member that `object[name]` is, where that is known. */
function constantName(context: Context, node: ts.Expression, state: State, frame: Frame): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  return literalText(onlyValue(evaluate(context, node, state, frame)));
}

/** `object.name(…)`. */
function callsMember(
  { context, node, frame, withArguments }: CallSite,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
  state: State,
): readonly Outcome[] {
  const isOptional = callee.questionDotToken !== undefined;
  const { expression } = callee;
  if (parsing.test(name) && ts.isIdentifier(expression) && !mayLookInto(context, state) && isOwnImport(context, expression)) {
    const target: Value = { kind: 'unknown', id: `import${identity(expression)}`, from: [] };
    return withArguments(target, name, state, (args, open, last) =>
      callMember(target, { context, name, args, open, state: last, node, frame, isOptional }),
    );
  }
  return then(evaluate(context, expression, state, frame), (receiver, next) => {
    // What follows in `secret?.split(',').includes(…)` is not called either.
    if (inOptionalChain(callee) && receiver.kind === 'literal' && receiver.value === undefined) return one(undefinedValue, next);
    // Whether a setting is set is asked where it decides something, not where it is cut.
    const isCut = cutting.test(name) && settingBehind(receiver) !== undefined;
    const skips = inOptionalChain(callee) && isTextTest(name) && !isOnlyAsked(node);
    const asks = receiver.kind === 'input' ? skips && isCredentialName(receiver.name) : isOptional && !isCut;
    const sides = asks ? nullish(context, receiver, next, expression) : [{ nullish: false, state: next }];
    return sides.flatMap((side) =>
      side.nullish
        ? one(undefinedValue, side.state)
        : withArguments(receiver, name, side.state, (args, open, last) =>
            callMember(receiver, {
              context,
              name,
              args,
              open,
              state: last,
              node,
              frame,
              isOptional: isOptional || inOptionalChain(callee),
            }),
          ),
    );
  });
}

/** Methods that make of a text another one, or a list of its parts. */
const cutting = /^(?:trim\w*|to(?:Lower|Upper)Case|split|slice|sub\w+|replace\w*|normalize|toString)$/;

/** Methods of schemas: what they make of a request is still the request. */
const parsing = /^(?:safeP|p)arse(?:Async)?$/;

function inOptionalChain(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function logged(context: Context, node: ts.Node, state: State): readonly Outcome[] {
  return one(undefinedValue, context.quiet > 0 ? state : context.recorder.step(state, spanOf(node), { kind: 'log' }).state);
}

/** A method call on a value. */
export function callMember(receiver: Value, call: MethodCall): readonly Outcome[] {
  const { context, name, state, node } = call;
  const routed = context.routing?.call({ ...call, callee: receiver, method: name });
  if (routed) return routed;
  if (isLogging(node, name)) return logged(context, node, state);
  const copied = copiedBytes(receiver, call);
  if (copied) return one(undefinedValue, copied);
  const streamed = piped(receiver, call);
  if (streamed) return streamed;
  switch (receiver.kind) {
    case 'promise':
      return promiseMethod(receiver, call);
    case 'function':
    case 'native':
      return callFunctionMember(receiver, call);
    case 'shaped':
      return shapedCall(receiver, call);
    case 'router':
      return callRouterMember(call) ?? builtin(receiver, call);
    case 'api':
      return promisedElsewhere(receiver, call) ?? externalCall(receiver, name, call);
    case 'object':
    case 'class':
    case 'namespace':
    case 'module':
      return callOwnMember(receiver, call);
    default:
      return builtin(receiver, call);
  }
}

/** What set-up code has given to a router: `app.get('secret')` with nothing to handle the path gives what `app.set` was given. */
function callRouterMember({ context, name, args, open, state, node, frame }: MethodCall): readonly Outcome[] | undefined {
  const [key, ...more] = args;
  const kept = name === 'get' && key?.kind === 'literal' && more.length === 0 ? routerMember(state, String(key.value)) : undefined;
  if (kept) return one(kept, state);
  const own = routerMember(state, name);
  return own && invoke(context, own, args, state, node, frame, open);
}

function callOwnMember(receiver: Value, call: MethodCall): readonly Outcome[] {
  const { context, name, args, open, state, node, frame } = call;
  if (isPlain(receiver) && !receiver.fields.has(name)) return builtin(receiver, call);
  return then(member(context, receiver, name, state, node), (target, next) => {
    if (target.kind === 'literal' || target.kind === 'unknown') return builtin(receiver, { ...call, state: next });
    const isOwn = target.kind === 'function' && !target.self && receiver.kind === 'object';
    return invoke(context, isOwn ? { ...target, self: receiver } : target, args, next, node, frame, open);
  });
}

function callFunctionMember(fn: Value, { context, name, args, state, node, frame }: MethodCall): readonly Outcome[] {
  const [self, ...rest] = args;
  const bound = fn.kind === 'function' && self && self.kind !== 'literal' ? { ...fn, self } : fn;
  if (name === 'call') return invoke(context, bound, rest, state, node, frame);
  if (name === 'apply')
    return invoke(context, bound, rest[0]?.kind === 'array' ? rest[0].items : [], state, node, frame, rest[0]?.kind !== 'array');
  if (name === 'bind') return one(bound.kind === 'function' ? { ...bound, bound: [...bound.bound, ...rest] } : bound, state);
  const own = fn.kind === 'native' ? fn.member?.(name, args) : undefined;
  if (own) return one(own, state);
  return then(member(context, fn, name, state, node), (target, next) => invoke(context, target, args, next, node, frame));
}

/** Calls a value. */
export function invoke(
  context: Context,
  target: Value,
  args: readonly Value[],
  state: State,
  node: ts.Node,
  frame: Frame,
  open = false,
): readonly Outcome[] {
  switch (target.kind) {
    case 'function':
      return enter(context, target, args, state, node, frame, open);
    case 'native':
      return target.run({ node, args, state, frame, context });
    case 'shaped': {
      // A method that was taken off its object: `({ getClientAddress }) => getClientAddress()`.
      const dot = target.path.lastIndexOf('.');
      const receiver = { ...target, path: dot < 0 ? '' : target.path.slice(0, dot) };
      if (target.path !== '' && ts.isCallExpression(node))
        return shapedCall(receiver, { context, name: target.path.slice(dot + 1), args, state, node, frame });
      break;
    }
    case 'api': {
      const routed = context.routing?.call({ context, callee: target, method: undefined, args, node, state, frame });
      const wrappedFunction = target.path.endsWith(')') ? target.pending.at(-1) : undefined;
      if (
        wrappedFunction &&
        (context.gates === 0 || isMiddleware(context, target, wrappedFunction)) &&
        !context.libraries.middleware.get(target.path.slice(0, -2))
      )
        return enter(context, wrappedFunction, handedTo(context, target, wrappedFunction, args), state, node, frame, open);
      return routed ?? externalCall(target, undefined, { context, args, state, node, frame });
    }
  }
  return unresolvedCall(target, node.getText().slice(0, 60), { context, args, state, node, frame });
}

/** Runs one of the project's own functions. */
export function enter(
  context: Context,
  fn: FunctionValue,
  args: readonly Value[],
  state: State,
  node: ts.Node,
  caller: Frame,
  open = false,
): readonly Outcome[] {
  const { body } = fn.node;
  const given = [...fn.bound, ...args];
  const run = { context, args: given, state, node, frame: caller };
  if (!body || !mayEnter(context, fn.node) || !worthEntering(context, fn, given, state, node)) return unresolvedCall(fn, nameOf(fn), run);
  if (!state.verified) context.followed.add(fn.node);
  // What goes through a generator's items runs it: until then nothing of it has happened, and nobody knows how far it will get.
  if (isGenerator(fn.node)) {
    ran(fn, body, run, open);
    return one(unknown(`generator${identity(node)}@${caller.id}`), state);
  }
  return ran(fn, body, run, open);
}

function ran(fn: FunctionValue, body: ts.Node, { context, args, state, node, frame: caller }: Call, open: boolean): readonly Outcome[] {
  const frame = frameFor(context, fn.node, fn.frame, node, caller);
  const before = fn.self ? writeVariable(state, frame, fn.node, fn.self) : state;
  context.active.push(fn.node);
  context.recorder.calls.push(node);
  const outcomes = bindParameters(context, fn.node.parameters, args, before, frame, node, open).flatMap((bound) =>
    runBody(context, body, bound, frame),
  );
  context.recorder.calls.pop();
  context.active.pop();
  const ends = outcomes.map((outcome): Outcome => {
    const after = leaveFrame(withChangedSelf(context, fn, frame, outcome.state, node, caller), frame);
    // What set-up code has decided tells deployments apart to the end.
    const known = context.routing ? after : forget(after, state.facts, keyOf(outcome.value));
    const left = { ...known, failed: state.failed };
    if (isAsync(fn.node)) return { value: promised(outcome, left, state, node), state: left, thrown: false };
    if (outcome.value.kind === 'promise' && !outcome.thrown)
      return { ...outcome, value: { ...outcome.value, made: spanOf(node) }, state: left };
    return outcome.thrown
      ? { ...outcome, state: { ...left, raised: { frame: caller.id, span: spanOf(node) } } }
      : { ...outcome, state: left };
  });
  return mergeStates(ends, isSameOutcome, mostStates(context));
}

function promised(outcome: Outcome, after: State, before: State, node: ts.Node): Value {
  const guard = after.refused !== before.refused ? after.refused : undefined;
  if (outcome.value.kind === 'promise' && !outcome.thrown) return { ...outcome.value, made: spanOf(node) };
  return { kind: 'promise', value: outcome.value, rejects: outcome.thrown, guard, made: spanOf(node) };
}

function nameOf(fn: FunctionValue): string {
  return fn.node.name?.getText() ?? 'function';
}

function runBody(context: Context, body: ts.Node, state: State, frame: Frame): readonly Outcome[] {
  if (!ts.isBlock(body)) return ts.isExpression(body) ? evaluate(context, body, state, frame) : [];
  return execute(context, body, state, frame).flatMap((end): Outcome[] => {
    if (end.kind === 'return') return [{ value: end.value, state: end.state, thrown: false }];
    if (end.kind === 'throw') return [{ value: end.value, state: end.state, thrown: true }];
    return [{ value: undefinedValue, state: end.state, thrown: false }];
  });
}
