import type ts from 'typescript';
import type { Binding } from '../model/access';
import type { DecidingPart, MiddlewareModel, WrapperModel } from '../model/adapters';
import { refusal } from './answer';
import { awaited } from './await';
import { external } from './modules';
import { invoke } from './call';
import { noteClocks } from './clocks';
import { excused } from './compare';
import { one, type Context } from './context';
import { isExempt } from './exemptions';
import { someError } from './globals';
import { draft, guardFork } from './guards';
import { pair } from './inputs';
import { spanOf } from './recorder';
import { assignShaped } from './shaped';
import { decidedByRegistered } from './strategies';
import { isSet, truth, type Side } from './truth';
import { knownAtStart } from './requiredAtStart';
import { isKnownSet, type State } from './state';
import { nextIn } from './nextIn';
import {
  absent,
  identity,
  literal,
  undefinedValue,
  unknown,
  type ApiValue,
  type FunctionValue,
  type NativeCall,
  type NativeValue,
  type ObjectValue,
  type Outcome,
  type Value,
} from './value';
import { isPublic, optionIn, secretAt } from './verifiers';
import { excusedOption } from './options';

/** A library's wrapper around a handler, as a handler; `undefined` if the path names none. */
export function wrapped(context: Context, path: string, args: readonly Value[], node: ts.Node): Value | undefined {
  const populating = context.libraries.populates.get(path);
  if (populating && args[populating.handler]?.kind === 'function') return populate(context, populating, args, node);
  const model = context.libraries.wrappers.get(path);
  if (!model) return undefined;
  if (model.curried)
    return {
      kind: 'native',
      name: path,
      run: (call) => one(wrapper(call.context ?? context, model, path, [...call.args, ...args], node), call.state),
    };
  return wrapper(context, model, path, args, node);
}

function wrapper(context: Context, model: WrapperModel, path: string, args: readonly Value[], node: ts.Node): Value {
  const handler = handlerIn(model, args);
  const native: NativeValue = {
    kind: 'native',
    name: path,
    run: (call) => guarded(call.context ?? context, model, path, args, handler, node, call),
  };
  if (model.yields === 'handler') return native;
  const fields = new Map<string, Value>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, native]));
  const yielded: ObjectValue = { kind: 'object', fields, open: false, type: undefined };
  return context.routing ? native : yielded;
}

function handlerIn(model: WrapperModel, args: readonly Value[]): Value | undefined {
  let value = args.at(model.handler);
  for (const name of model.handlerPath ?? []) value = value?.kind === 'object' ? value.fields.get(name) : undefined;
  return value?.kind === 'array' ? value.items.find((item) => item.kind === 'function') : value;
}

function guarded(
  context: Context,
  model: WrapperModel,
  path: string,
  args: readonly Value[],
  handler: Value | undefined,
  node: ts.Node,
  call: NativeCall,
): readonly Outcome[] {
  const go = (state: State): readonly Outcome[] => proceed(context, model, handler, node, call, state);
  const guard = draft(node, model.credential, { kind: 'key' }, model.method, { binds: new Set(model.binds), api: path });
  context.recorder.apis.add(path);
  noteClocks(context, path, args, node);
  const open = offStates(context, model, args, call, node);
  const checked = open.checked.flatMap((state) =>
    guardFork(context, state, node, guard, undefined).flatMap((side): readonly Outcome[] =>
      side.truth ? go(side.state) : one(refusal(node), side.state),
    ),
  );
  return [...open.skipped.flatMap(go), ...checked];
}

/** Splits off the paths on which the library does not verify: keys unset, or switched off by an option. */
function offStates(
  context: Context,
  model: WrapperModel,
  args: readonly Value[],
  call: NativeCall,
  node: ts.Node,
): { readonly skipped: readonly State[]; readonly checked: readonly State[] } {
  let checked: readonly State[] = [call.state];
  const skipped: State[] = [];
  const supplied = model.suppliedBy?.some((name) => {
    const value = optionIn(args, name);
    return value !== undefined && value.kind !== 'literal';
  });
  const [variable] = model.unlessUnset ?? [];
  if (variable !== undefined && !supplied) {
    const env = { kind: 'env', name: variable, validated: false, fallback: undefined, span: spanOf(node) } as const;
    checked = checked.flatMap((state) =>
      isSet(context, env, state, node).flatMap((side) => (side.truth ? [side.state] : (skipped.push(side.state), []))),
    );
  }
  for (const [name, off] of Object.entries(model.offWhen ?? {})) {
    const given = eitherOption(args, name);
    if (given) checked = checked.flatMap((state) => split(excusedOption(context, { name, given, off }, state, node), skipped));
  }
  for (const name of model.onlyWith ?? []) {
    const given = eitherOption(args, name);
    if (!given || (given.kind === 'literal' && given.value !== true)) return { skipped: [...skipped, ...checked], checked: [] };
    if (given.kind !== 'literal')
      checked = checked.flatMap((state) => split(excusedOption(context, { name, given, off: false }, state, node), skipped));
  }
  if (Object.entries(model.weakWhen ?? {}).some(([name, values]) => isPublic(optionIn(args, name), values)))
    return { skipped: [...skipped, ...checked], checked: [] };
  if (model.disabledBy) {
    const { argument, path } = model.disabledBy;
    const given = optionAt(args[argument], path);
    const name = path.at(-1) ?? '';
    if (given) checked = checked.flatMap((state) => split(excusedOption(context, { name, given, off: true }, state, node), skipped));
  }
  return { skipped, checked };
}

/** An option of an argument; where an argument, or what a client was made with, is one of several objects, it is one of theirs. */
function eitherOption(args: readonly Value[], name: string): Value | undefined {
  const own = optionIn(args, name);
  if (own) return own;
  const found = alternatives(args).flatMap((one) => optionIn([one], name) ?? []);
  const [only, ...others] = found;
  return others.length === 0 ? only : unknown(`either.${name}`, found);
}

function alternatives(values: readonly Value[], depth = 3): readonly Value[] {
  if (depth === 0) return [];
  return values.flatMap((value): readonly Value[] => {
    if (value.kind === 'unknown') return value.from;
    const parts =
      value.kind === 'object' ? [...value.fields.values()] : value.kind === 'api' ? value.calls.flatMap((call) => call.values) : [];
    return alternatives(parts, depth - 1);
  });
}

function split(sides: readonly { readonly truth: boolean; readonly state: State }[], skipped: State[]): readonly State[] {
  return sides.flatMap((side) => {
    if (!side.truth) return [side.state];
    skipped.push(side.state);
    return [];
  });
}

/** An option inside an argument; a client made by a constructor is looked into as well. */
function optionAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  let current = value;
  for (const name of path) {
    if (current?.kind === 'api')
      current = optionIn(
        current.calls.flatMap((call) => call.values),
        name,
      );
    else current = current?.kind === 'object' ? current.fields.get(name) : undefined;
  }
  return current;
}

function proceed(
  context: Context,
  model: WrapperModel,
  handler: Value | undefined,
  node: ts.Node,
  call: NativeCall,
  state: State,
): readonly Outcome[] {
  const done: Value = { kind: 'response', status: 200, refuses: false, continues: false, span: spanOf(node) };
  if (!handler || handler.kind === 'literal') return one(done, state);
  const passed = model.hands === undefined ? call.args : [...call.args.slice(0, 1), external(model.hands)];
  const args = model.yields === 'handler' ? passed : [unknown(`run${identity(node)}`)];
  const outcomes = invoke(context, handler, args, state, call.node, call.frame);
  return model.yields === 'handler' ? outcomes : outcomes.map((outcome) => (outcome.thrown ? outcome : { ...outcome, value: done }));
}

/** A wrapper that only notes on the request who the caller is. */
function populate(
  context: Context,
  model: {
    readonly credential: WrapperModel['credential'];
    readonly method: WrapperModel['method'];
    readonly binds: WrapperModel['binds'];
    readonly handler: number;
    readonly member: string;
  },
  args: readonly Value[],
  node: ts.Node,
): NativeValue {
  return {
    kind: 'native',
    name: 'populate',
    run: (call) => {
      const here = call.context ?? context;
      const handler = args[model.handler];
      const [request, ...rest] = call.args;
      const guard = draft(node, model.credential, { kind: 'key' }, model.method, { binds: new Set(model.binds) });
      const index = here.quiet > 0 ? 0 : here.recorder.guard(guard, here.gates > 0);
      return guardFork(here, call.state, node, guard, undefined).flatMap((side) => {
        const found: Value = side.truth
          ? { kind: 'claims', guard: index, id: `claims${identity(node)}` }
          : { kind: 'literal', value: null, span: undefined };
        if (!handler || request?.kind !== 'shaped') return one(unknown(`populate${identity(node)}`), side.state);
        const slot = `${identity(request.shape)}.${request.path === '' ? '' : `${request.path}.`}${model.member}`;
        const state: State = { ...side.state, assigned: new Map(side.state.assigned).set(slot, found) };
        return invoke(here, handler, [request, ...rest], state, call.node, call.frame);
      });
    },
  };
}

/** A middleware of a library that refuses by itself: `expressjwt({ … })`. */
export function middlewareValue(
  context: Context,
  path: string,
  result: ApiValue,
  args: readonly Value[],
  node: ts.Node,
): Value | undefined {
  const model = context.libraries.middleware.get(path);
  if (!model || context.quiet < 0) return undefined;
  const next = args.find((arg): arg is NativeValue => arg.kind === 'native' && arg.name === 'next');
  if (model.uncalled && !next) return undefined;
  const options = result.calls.flatMap((call) => call.values);
  const delegate = model.delegatesTo === undefined ? undefined : args.slice(model.delegatesTo).find(isFunction);
  if (delegate)
    return delegating(context, delegate, draft(node, model.credential, secretAt(result, model.key), model.method, { api: path }), node);
  const off = Object.entries(model.disabledBy ?? {}).some(([name, value]) => {
    const option = optionIn(options, name);
    return option?.kind === 'literal' && option.value === value;
  });
  const inert = off || (model.onlyWith !== undefined && !model.onlyWith.some((name) => optionIn(options, name)));
  const secret = secretAt(result, model.key);
  const binds = new Set(model.binds);
  for (const [name, binding] of Object.entries(model.options ?? {})) if (optionIn(options, name)) binds.add(binding);
  const exempted = model.exemptions?.map((name) => optionIn(options, name)) ?? [];
  const exempting = (exemptions: readonly (Value | undefined)[]): NativeValue => ({
    kind: 'native',
    name: 'middleware',
    member: (name, given) => (model.exemptions?.includes(name) ? exempting([...exemptions, given[0]]) : undefined),
    run: (call) => {
      const goOn = call.args.find((arg): arg is NativeValue => arg.kind === 'native' && arg.name === 'next');
      const passes = (state: State): readonly Outcome[] => goOn?.run({ ...call, args: [], state }) ?? one(undefinedValue, state);
      if (off && model.leaves) return passes(leaving(model, binds, options, call, node));
      if (inert || exemptions.some((one) => isExempt(call.context ?? context, one))) return passes(call.state);
      const decides = model.decidedBy && optionIn(options, model.decidedBy.option);
      if (model.decidedBy && decides?.kind === 'function')
        return decidedBy(call.context ?? context, decides, model.decidedBy, call, node).flatMap((side): readonly Outcome[] =>
          side.truth ? passes(side.state) : one(refusal(node), side.state),
        );
      const at = call.context ?? context;
      const own = model.byStrategies && decidedByRegistered(at, args[0], call, node);
      if (own) return own.flatMap((side) => (side.truth ? passes(side.state) : one(refusal(node), side.state)));
      const guard = draft(node, model.credential, secret, model.method, { binds, api: path });
      const name = model.acceptsUnset && secret.kind === 'env' && secret.mayBeUnset ? secret.name : undefined;
      const known = name === undefined ? call.state : knownAtStart(at, name, call.state, node);
      const unset = name !== undefined && !isKnownSet(known, name) ? name : undefined;
      return guardFork(at, known, node, guard, unset).flatMap((side): readonly Outcome[] =>
        side.truth ? passes(side.state) : one(refusal(node), side.state),
      );
    },
  });
  return exempting(exempted);
}

/** A middleware that leaves a part of the request under another name: `req.token`. */
export function extracting(context: Context, path: string, node: ts.Node): NativeValue | undefined {
  const model = context.libraries.extracts.get(path);
  if (!model) return undefined;
  const { member, input, name } = model;
  const part: Value = { kind: 'input', input, name, part: '', absent: absent.undefined, derived: true, span: spanOf(node) };
  return {
    kind: 'native',
    name: 'middleware',
    run: (call) => {
      const [owner] = call.args;
      const state = owner?.kind === 'shaped' ? assignShaped(owner, member, part, call.state) : call.state;
      return nextIn(call.args)?.run({ ...call, args: [], state }) ?? one(undefinedValue, state);
    },
  };
}

/** The state in which whoever asks for what a middleware has verified finds it, or nothing. */
function leaving(
  { leaves, credential }: MiddlewareModel,
  binds: ReadonlySet<Binding>,
  options: readonly Value[],
  call: NativeCall,
  node: ts.Node,
): State {
  const [owner] = call.args;
  if (owner?.kind !== 'shaped' || !leaves) return call.state;
  const named = optionIn(options, leaves.namedBy);
  const last = named?.kind === 'literal' ? String(named.value) : leaves.path.at(-1);
  const path = [owner.path, ...leaves.path.slice(0, -1)].filter((part) => part !== '').join('.');
  const proof: Value = { kind: 'proof', credential, span: spanOf(node), id: `left${identity(node)}`, binds: [...binds] };
  return last === undefined ? call.state : assignShaped({ ...owner, path }, last, proof, call.state);
}

function isFunction(value: Value): value is FunctionValue {
  return value.kind === 'function';
}

/** A middleware that verifies and leaves to a function what follows from it: `(error, user) => …`. */
function delegating(context: Context, decides: FunctionValue, guard: ReturnType<typeof draft>, node: ts.Node): NativeValue {
  return {
    kind: 'native',
    name: 'middleware',
    run: (call) => {
      const at = call.context ?? context;
      const hand = (given: readonly Value[], state: State) => invoke(at, decides, given, state, call.node, call.frame);
      const index = at.recorder.guard(guard, at.gates > 0);
      const user: Value = { kind: 'claims', guard: index, id: `user${identity(node)}` };
      return guardFork(at, call.state, node, guard, undefined).flatMap((side) =>
        side.truth
          ? hand([literal(null), user], side.state)
          : [...hand([literal(null), literal(false)], side.state), ...hand([someError, undefinedValue], side.state)],
      );
    },
  };
}

/** What a function of the project says about the parts of the authorization header that a library hands it. */
export function decidedBy(
  context: Context,
  decides: FunctionValue,
  { gives, synchronous = false }: Pick<NonNullable<MiddlewareModel['decidedBy']>, 'gives' | 'synchronous'>,
  call: NativeCall,
  node: ts.Node,
): readonly Side[] {
  const { state, frame } = call;
  const answered: Side[] = [];
  const callback: NativeValue = {
    kind: 'native',
    name: 'callback',
    run: ({ args: [error, answer = undefinedValue], state: here }) => {
      const failed = error !== undefined && !(error.kind === 'literal' && !error.value);
      answered.push(...(failed ? [{ truth: false, state: here }] : truth(context, answer, here, node)));
      return [];
    },
  };
  const args = gives.map((given) =>
    given === 'callback' ? callback : given === 'request' ? (call.args[0] ?? unknown('request')) : presentedPart(given, node),
  );
  const returned = invoke(context, decides, args, state, node, frame)
    .flatMap((end) => (end.thrown || synchronous ? [end] : awaited(context, end.value, end.state, node, frame)))
    .flatMap((end) => (end.thrown ? [{ truth: false, state: end.state }] : truth(context, end.value, end.state, node)));
  return answered.length > 0 ? answered : returned;
}

/** A part of the authorization header, or another header. */
function presentedPart(given: Exclude<DecidingPart, 'request' | 'callback'>, node: ts.Node): Value {
  const part = { token: '', key: '', name: `.${pair}.0`, password: `.${pair}.1` }[given];
  const name = given === 'key' ? 'x-api-key' : 'authorization';
  return { kind: 'input', input: 'header', name, part, absent: absent.never, derived: true, span: spanOf(node) };
}

/** A middleware that lets only some addresses pass. */
export function addressFilter(node: ts.Node): NativeValue {
  const given = { kind: 'network', source: 'address', equal: true, span: spanOf(node) } as const;
  return {
    kind: 'native',
    name: 'middleware',
    run: (call) =>
      call.context
        ? excused(call.context, call.state, node, given).flatMap((side): readonly Outcome[] =>
            side.truth
              ? (nextIn(call.args)?.run({ ...call, args: [], state: side.state }) ?? one(undefinedValue, side.state))
              : one(refusal(node), side.state),
          )
        : one(undefinedValue, call.state),
  };
}
