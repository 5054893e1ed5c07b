import ts from 'typescript';
import type { LibraryAdapter, LookupModel, Member } from '../model/adapters';
import type { ResponseModel } from '../model/libraryModels';
import { memberPath } from './apiPath';
import { asserted } from './asserts';
import { pathTest } from './callbacks';
import { compare, excused } from './compare';
import { combined } from './combinations';
import { noteClocks } from './clocks';
import { configured, parsed } from './configuration';
import { contained } from './containers';
import { invoke } from './call';
import { calledName, ranAtOnce } from './callSyntax';
import { one, then, type Call, type Context } from './context';
import { globalCall, globalNew, requestOf, urlOf } from './globals';
import { asksWithCredential, draft } from './guards';
import { inputIn, methodServed } from './inputs';
import { literalNumber, literalText } from './literals';
import { asked, foundOrThrown, unfiltered } from './lookups';
import { nextIn } from './nextIn';
import {
  identity,
  absent,
  keyOf,
  literal,
  undefinedValue,
  unknown,
  type ApiValue,
  type FunctionValue,
  type Outcome,
  type ResponseValue,
  type Value,
} from './value';
import { isRefusal, saysRefused } from './answer';
import { noteBareCall } from './bareCalls';
import { asksForSecret, onlySelects } from './queries';
import { privileged } from './privileges';
import { settingBySchemaFile } from './schemaFile';
import { spanOf } from './recorder';
import { pathSeen, without } from './spelling';
import { promiseIf } from './promises';
import { resultValue } from './results';
import type { Frame, State } from './state';
import { yesNo } from './truth';
import { registered } from './strategies';
import { stream } from './streams';
import { noteUnresolved, runCallbacks } from './unresolved';
import { validator } from './validators';
import { isAddressed, isSwitchedOff, optionIn, verify } from './verifiers';
import { addressFilter, extracting, middlewareValue, wrapped } from './wrappers';

type ComparisonModel = NonNullable<LibraryAdapter['comparisons']>[keyof NonNullable<LibraryAdapter['comparisons']>];

/** A call of something that is not the project's: what it means is looked up, otherwise it is unknown. */
export function externalCall(target: ApiValue, name: string | undefined, call: Call): readonly Outcome[] {
  const { context, args, node, frame } = call;
  const path = name === undefined ? target.path : memberPath(target.path, name);
  const lookup = context.libraries.lookups.get(path);
  if (lookup) return lookedUp(lookup, target, path, call);
  const result = privileged(context, target, resultOf(target, path, args, node, frame), path, node);
  const known: Known = { target, name, path, result };
  return (
    context.runtime?.answer(target, path, call) ??
    (path.startsWith('global#') ? globalCall(path.slice('global#'.length), call) : undefined) ??
    verification(known, call) ??
    handling(known, call) ??
    reading(known, call) ??
    conversion(known, call) ??
    plainCall(path, result, call)
  );
}

/** Look-ups of records, of which nothing else is known than that. */
function lookedUp(model: LookupModel, target: ApiValue, path: string, call: Call): readonly Outcome[] {
  const { context, node, frame } = call;
  return asked(model, call).flatMap(({ args, state, isOpen }) => {
    const asking = { ...call, args, state };
    const found = plainCall(path, privileged(context, target, resultOf(target, path, args, node, frame), path, node), asking);
    const kept = isOpen ? found.map(unfiltered) : found;
    return model.throws ? kept.flatMap((one) => foundOrThrown(one, { ...asking, state: one.state })) : kept;
  });
}

/** What is called, and what the call gives where nothing is known of it. */
interface Known {
  readonly target: ApiValue;
  readonly name: string | undefined;
  readonly path: string;
  readonly result: ApiValue;
}

/** Calls that verify, compare or assert something, and those that only look as if they did. */
function verification({ path, result }: Known, call: Call): readonly Outcome[] | undefined {
  const { context, args, state, node, frame } = call;
  const { libraries } = context;
  const verifier = libraries.verifiers.get(path);
  // `auth().protect()` is one verification, not two.
  if (verifier && ts.isPropertyAccessExpression(node.parent) && libraries.verifiers.get(`${path}().${node.parent.name.text}`))
    return one(result, state);
  const verified = verifier && verify(verifier, path, result, call);
  if (verified) return verified;
  const assertion = libraries.asserts.get(path);
  if (assertion) return asserted(assertion, call);
  const comparison = libraries.comparisons.get(path);
  if (comparison) return compared(comparison, call);
  if (libraries.unverified.get(path) === undefined && !(verifier && isSwitchedOff(verifier, result))) return undefined;
  // What was only decoded is a claim of the caller's; comparing it proves nothing.
  const token = /decode/i.test(path) && context.quiet === 0 ? args.map(inputIn).find((input) => input !== undefined) : undefined;
  if (token) context.recorder.decodes(draft(node, { kind: 'token', format: 'jwt' }, { kind: 'key' }, 'decode-only', { read: token.span }));
  return one({ kind: 'unknown', id: `decoded${identity(node)}@${frame.id}`, from: [], ...(token ? { read: token } : {}) }, state);
}

/** Calls that make digests, settings, results, middleware and lists of handlers. */
function handling({ target, name, path, result }: Known, call: Call): readonly Outcome[] | undefined {
  const { context, args, state, node, frame } = call;
  const { libraries } = context;
  const digest = libraries.digests.get(path);
  if (digest) return one(promiseIf(digest.async === true, digested(result, digest, node)), state);
  const configuration = configured(context, path, args);
  if (configuration) return one(configuration, state);
  const fitting = parsed(target, name, call);
  if (fitting) return fitting;
  const made = libraries.results.get(path);
  if (made) return one(promiseIf(made.async === true, resultValue(made.succeeds, args[0])), state);
  const given = contained(path, call) ?? stream(path, call);
  if (given) return given;
  const handler =
    pathTest(context, path, args) ??
    wrapped(context, path, args, node) ??
    middlewareValue(context, path, result, args, node) ??
    extracting(context, path, node) ??
    validator(context, path, args, node);
  if (handler) return one(handler, state);
  const next = nextIn(args);
  if (next) return next.run({ node, args: [], state, frame });
  const combination = libraries.combinations.get(path);
  if (combination) return one(combined(combination, args), state);
  const list = libraries.lists.get(path);
  return list && options(list.option, call);
}

/** Calls that read settings and the request, or set the status of its answer. */
function reading({ path, result }: Known, { context, args, state, node }: Call): readonly Outcome[] | undefined {
  const { libraries } = context;
  const setting = libraries.statuses.get(path);
  const status = setting && args[setting.argument];
  if (setting) return one(undefinedValue, { ...state, status: status?.kind === 'literal' ? Number(status.value) : undefined });
  const called = `${path}()`;
  const calledWith = `${path}(*)`;
  const chained = libraries.environment.get(called);
  const environment = chained?.namedAtStart ? chained : libraries.environment.get(calledWith);
  const [name] = chained?.namedAtStart ? (result.calls[0]?.values ?? []) : args;
  const named = literalText(name);
  if (environment && named !== undefined) {
    if (context.quiet === 0) context.recorder.sightVariable(named, spanOf(node));
    const other = environment.fallback === undefined ? undefined : args[environment.fallback];
    const fallback = other?.kind === 'literal' && typeof other.value === 'string' && other.value !== '' ? other : undefined;
    const declared = environment.schemaIn && !fallback ? settingBySchemaFile(context, environment.schemaIn, named, state, node) : undefined;
    return one(declared ?? { kind: 'env', name: named, validated: environment.validated, fallback, span: spanOf(node) }, state);
  }
  const input = libraries.inputs.get(calledWith) ?? libraries.inputs.get(called);
  if (input?.kind === 'input') return one(promiseIf(input.async === true, inputOf(context, input, args, node)), state);
  return input?.kind === 'pathname' ? one({ kind: 'pathname', ...pathSeen(context, input), span: spanOf(node) }, state) : undefined;
}

/** Calls that make responses, or give back what they are given. */
function conversion({ path }: Known, { context, args, state, node }: Call): readonly Outcome[] | undefined {
  const { libraries } = context;
  const response = libraries.responses.get(path);
  if (response) return one(responseOf(response, args, node), state);
  const derives = libraries.derives.get(path);
  if (derives) return one(promiseIf(derives.async === true, derived(args[derives.argument], path, node)), state);
  const parsed = libraries.addresses.get(path);
  if (parsed !== undefined) return urlOf(context, args[parsed], state, node);
  const passed = libraries.passThrough.get(path);
  if (passed === undefined) return undefined;
  context.recorder.apis.add(path);
  noteClocks(context, path, args, node);
  return one(args[passed] ?? undefinedValue, state);
}

function resultOf(target: ApiValue, path: string, args: readonly Value[], node: ts.Node, frame: Frame): ApiValue {
  const pending = args.filter((arg): arg is FunctionValue => arg.kind === 'function');
  const calls = [...target.calls, { name: path.slice(Math.max(path.lastIndexOf('.'), path.indexOf('#')) + 1), values: args }];
  return { kind: 'api', path: path.length > 300 ? 'long#chain()' : `${path}()`, calls, id: `${identity(node)}@${frame.id}`, pending };
}

function plainCall(path: string, result: ApiValue, call: Call): readonly Outcome[] {
  const { context, args, state, node } = call;
  const neutral = context.libraries.neutral.get(path);
  if (neutral === 'throws' || (neutral === 'ends' && context.quiet > 0))
    return [{ value: unknown(`thrown${identity(node)}`), state, thrown: true }];
  if (neutral === 'network') return address(context, path, args, state, node);
  if (neutral === 'address-filter') return one(addressFilter(node), state);
  const effect = context.libraries.effects.get(path);
  context.recorder.apis.add(path);
  let after = state;
  const registering = context.routing && registered(path, call);
  if (registering) return one(result, registering);
  const request = effect === 'http' && context.quiet === 0 ? context.libraries.requests.get(path) : undefined;
  if (request) {
    const client = request.base === undefined ? undefined : { base: request.base, options: result.calls[0]?.values[0] };
    noteBareCall(context, args, request.options, node, client);
  }
  const isSelected = effect === 'database' && onlySelects(result, node);
  const asks =
    isSelected ||
    (path === 'global#fetch' && (asksWithCredential(args) || isAsked(context, path, args))) ||
    (effect === 'database' && asksForSecret(result));
  if (effect && !asks && context.quiet + context.gates === 0)
    after = context.recorder.effect(state, { span: spanOf(node), kind: effect, what: called(path) }, true);
  else if (neutral === 'log' && context.quiet === 0) after = context.recorder.step(state, spanOf(node), { kind: 'log' }).state;
  else if (neutral === 'harmless' || effect) return pure(isSelected ? { ...result, isSelected } : result, { ...call, state: after });
  else if (!neutral) after = noteUnresolved(context, state, node, calledName(node) ?? called(path));
  return withCallbacks(result, { ...call, state: after });
}

/** Whether a request is made for an answer that verifies. */
function isAsked({ libraries }: Context, path: string, args: readonly Value[]): boolean {
  const ending = libraries.verifiers.get(`${path}().json`)?.addressed;
  return ending !== undefined && isAddressed(ending, args);
}

function withCallbacks(result: ApiValue, { context, state, node, frame }: Call): readonly Outcome[] {
  if (result.pending.length === 0 || context.quiet > 0 || !ranAtOnce(node)) return one(result, state);
  return runPending(context, result, state, node, frame);
}

/** Runs the functions that an external call was given. */
export function runPending(context: Context, value: ApiValue, state: State, node: ts.Node, frame: Frame): readonly Outcome[] {
  return runCallbacks(context, value.pending, state, node, frame, { ...value, pending: [] });
}

function pure(result: ApiValue, call: Call): readonly Outcome[] {
  const { args, state } = call;
  const [only] = args;
  const plain = !result.path.slice(0, -2).includes('(');
  if (plain && args.some((arg) => arg.kind === 'time')) return one({ kind: 'time', of: args }, state);
  if (plain && args.length === 1 && only?.kind === 'input') return one({ ...only, derived: true }, state);
  return withCallbacks(result, call);
}

/** The part of a path that people recognise: `db.user.deleteMany`. */
function called(path: string): string {
  const hash = path.indexOf('#');
  const members = path
    .slice(hash + 1)
    .replaceAll('()', '')
    .replace(/^\./, '');
  return members === '' ? path.slice(0, hash) : members;
}

function compared(comparison: ComparisonModel, { context, args, state, node }: Call): readonly Outcome[] {
  const [left, right] = [args[comparison.left], args[comparison.right]];
  if (!left || !right) return one(literal(false), state);
  return compare(context, left, right, state, node, { method: 'constant-time', loose: false, operands: undefined }).map((side) => ({
    value: comparison.async
      ? { kind: 'promise', value: literal(side.truth), rejects: false, guard: side.state.refused }
      : literal(side.truth),
    state: side.state,
    thrown: false,
  }));
}

function digested(
  result: ApiValue,
  model: {
    readonly key?: { readonly call: string; readonly argument: number };
    readonly data: readonly string[];
    readonly dataArgument?: number;
  },
  node: ts.Node,
): Value {
  const { key } = model;
  const keyValue = key && result.calls.find((call) => call.name === key.call)?.values[key.argument];
  const data = result.calls.filter((call) => model.data.includes(call.name)).flatMap((call) => call.values[model.dataArgument ?? 0] ?? []);
  return { kind: 'digest', key: keyValue, data, span: spanOf(node) };
}

/** A conversion leaves who chose the value as it was. */
export function derived(value: Value | undefined, path: string, node: ts.Node): Value {
  if (!value) return unknown(`v${identity(node)}`);
  const op = path.slice(path.indexOf('#') + 1).replaceAll('()', '');
  switch (value.kind) {
    case 'input':
      if (op === 'JSON.parse' && value.input !== 'body') return { kind: 'unknown', id: `decoded${identity(node)}`, from: [], read: value };
      return { ...value, derived: true };
    case 'literal':
      return op === 'String'
        ? literal(String(value.value), value.span)
        : op === 'JSON.parse' || op === 'JSON.stringify'
          ? unknown(`v${identity(node)}`)
          : value;
    case 'env':
    case 'text':
    case 'digest':
    case 'derived':
      return { kind: 'derived', op: op.endsWith('encode') ? 'encode' : op, from: value };
    case 'time':
      return value;
    case 'pathname':
      return op.startsWith('decodeURI') ? without(value, 'percent-encoded') : value;
    default:
      return unknown(`v${identity(node)}:${keyOf(value).slice(0, 80)}`, [value]);
  }
}

/** A part of the request that a library's function reads. */
function inputOf(context: Context, model: Extract<Member, { kind: 'input' }>, args: readonly Value[], node: ts.Node): Value {
  const written = model.name ?? literalText(args[model.argument ?? 0]) ?? '*';
  const name = model.input === 'header' || model.argument === undefined ? written.toLowerCase() : written;
  if (model.input === 'method' && context.method !== undefined) return methodServed(context.method);
  if (model.input === 'header') context.recorder.sightHeader(name, spanOf(node), context.gates > 0);
  return { kind: 'input', input: model.input, name, part: '', absent: absent[model.absent], derived: false, span: spanOf(node) };
}

/** Options may come from a function: `createStart(() => ({ … }))`. */
function options(option: string | undefined, { context, args, state, node, frame }: Call): readonly Outcome[] {
  const [first] = args;
  if (option === undefined || first?.kind !== 'function') return one(listed(option, args), state);
  return then(invoke(context, first, [], state, node, frame), (value, next) => one(listed(option, [value]), next));
}

/** The arguments, or what an option among them holds, as a list. */
function listed(option: string | undefined, args: readonly Value[]): Value {
  if (option === undefined) return { kind: 'array', items: args, open: false };
  const found = optionIn(args, option);
  return found === undefined ? (args[0] ?? undefinedValue) : found;
}

/** A library that reads or judges the caller's address. */
function address(context: Context, path: string, args: readonly Value[], state: State, node: ts.Node): readonly Outcome[] {
  const span = spanOf(node);
  const given = args.map(inputIn).find((input) => input !== undefined);
  if (!given)
    return one({ kind: 'input', input: 'network', name: called(path), part: '', absent: absent.undefined, derived: false, span }, state);
  return yesNo(excused(context, state, node, { kind: 'network', source: given.name, equal: true, span }), node);
}

function responseOf(model: ResponseModel, args: readonly Value[], node: ts.Node): ResponseValue {
  const init = args[model.init];
  const given = init?.kind === 'object' ? (init.fields.get('status') ?? init.fields.get('statusCode')) : init;
  const isGiven = given !== undefined && !(given.kind === 'literal' && given.value === undefined) && init?.kind !== 'literal';
  const status = literalNumber(given) ?? (isGiven ? 'open' : (model.status ?? 200));
  const body = args[model.body];
  return {
    kind: 'response',
    status,
    refuses: !isRefusal(status) && body !== undefined && saysRefused(body),
    continues: model.continues === true,
    ...(model.isFinal ? { isFinal: true } : {}),
    span: spanOf(node),
  };
}

/** `new` of something that is not the project's. */
export function externalNew(target: Value, call: Call): readonly Outcome[] {
  const { context, args, state, node, frame } = call;
  if (target.kind !== 'api') return one(unknown(`new${identity(node)}@${frame.id}`, args), state);
  const { path } = target;
  if (path.startsWith('global#')) {
    const built = globalNew(path.slice('global#'.length), call);
    if (built) return built;
  }
  // Whatever package its class comes from, a request that code makes carries what code puts in it.
  if (/#\w*Request$/.test(path)) return one(requestOf(args[0], args[1]), state);
  const response = context.libraries.responses.get(path);
  if (response) return one(responseOf(response, args, node), state);
  context.recorder.apis.add(path);
  const effect = context.libraries.effects.get(path);
  if (effect && context.quiet + context.gates === 0) {
    const after = context.recorder.effect(state, { span: spanOf(node), kind: effect, what: called(path) }, true);
    return one(resultOf(target, path, args, node, frame), after);
  }
  const derives = context.libraries.derives.get(path);
  if (derives) return one(derived(args[derives.argument], path, node), state);
  return one(resultOf(target, path, args, node, frame), state);
}
