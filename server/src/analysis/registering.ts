import ts from 'typescript';
import type { Calling } from '../model/adapters';
import { httpMethod, type HttpMethod } from '../model/endpoint';
import type { Hook, RouterConvention, RouterMethod } from '../model/routers';
import { awaited } from './await';
import { invoke } from './call';
import { literalText } from './literals';
import { routePaths } from './routingPaths';
import type { State } from './state';
import { undefinedValue, type NativeCall, type NativeValue, type Outcome, type Value } from './value';
import { schemaValidator } from './validators';

/** Middleware, a handler or a router among the arguments of a registration. */
export interface Handler {
  readonly value: Value;
  /** The argument or property it stands in. */
  readonly node: ts.Node;
  /** How it is called where that differs from the framework's handlers. */
  readonly calling?: Calling;
  /** When it runs among the others of its chain; handlers come last. */
  readonly phase?: number;
}

/** What one call registers. */
export interface Draft {
  readonly kind: 'route' | 'use' | 'hook' | 'lift';
  readonly methods: readonly HttpMethod[];
  /** The paths it names; one that is not known is `undefined`, none at all gives an empty text. */
  readonly paths: readonly (string | undefined)[];
  readonly handlers: readonly Handler[];
  /** How many routers around its own a hook is for. */
  readonly reach?: number;
  /** Whether routers among the handlers are told only what follows the path. */
  readonly hidesMount?: boolean;
  /** The strategy that authenticates requests instead of the default one. */
  readonly strategy?: Value | undefined;
  /** What code may ask for while a route is served, by the name of the option. */
  readonly settings?: ReadonlyMap<string, Value>;
}

/** A call of a registration method. */
export interface RegisteringCall {
  readonly convention: RouterConvention;
  readonly at: Value | undefined;
  readonly args: readonly Value[];
  readonly node: ts.CallExpression;
  /** The options that an option of the application's own stands for. */
  macro(name: string, value: Value): Value | undefined;
}

/** What a call of a registration method registers; nothing where it only reads, as `app.get('setting')` does. */
export function draftsOf(method: RouterMethod, call: RegisteringCall): readonly Draft[] {
  const { at, args } = call;
  const [first] = args;
  switch (method.kind) {
    case 'route': {
      if (!at && args.length < 2) return [];
      // A route may have a name before its path.
      const named = !at && args.length > 2 && [first, args[1]].every((arg) => literalText(arg) !== undefined);
      const path = at ?? (named ? args[1] : first);
      return [route(call, method.methods, path ? routePaths(path) : [''], at ? 0 : named ? 2 : 1)];
    }
    case 'on': {
      const methods = args[method.methods];
      const paths = args[method.paths];
      if (!methods || !paths) return [];
      return [route(call, methodsIn(methods), routePaths(paths), Math.max(method.methods, method.paths) + 1)];
    }
    case 'object':
      return first ? flatten(first).flatMap((item) => (item.kind === 'object' ? objectRoute(call, item) : [])) : [];
    case 'use': {
      const hasPath = !at && first !== undefined && isPath(first);
      const paths = at ? routePaths(at) : hasPath ? routePaths(first) : [call.convention.anyPath ?? ''];
      const { hidesMount = false } = method;
      return [{ kind: 'use', methods: [], paths, handlers: handlersFrom(call, hasPath ? 1 : 0), hidesMount }];
    }
    case 'hook': {
      const hook = first?.kind === 'literal' ? method.hooks[String(first.value)] : undefined;
      return hook ? [hookDraft(args.slice(1).flatMap(flatten), hook, call.node.arguments[1] ?? call.node)] : [];
    }
    case 'before': {
      const options = args.length > 1 ? first : undefined;
      return [
        {
          ...hookDraft(args.slice(options ? 1 : 0).flatMap(flatten), method.hook, call.node.arguments.at(-1) ?? call.node),
          reach: reachOf(call, options),
        },
      ];
    }
    case 'lift':
      return [{ kind: 'lift', methods: [], paths: [''], handlers: [], reach: reachOf(call, first) }];
    default:
      return [];
  }
}

/** The hooks that an object of options stands for. */
export function hooksIn(call: RegisteringCall, options: Value): readonly Draft[] {
  const node = call.node.arguments.find((argument) => ts.isObjectLiteralExpression(argument)) ?? call.node;
  const found = options.kind === 'object' ? optionsIn(call, options, node) : undefined;
  return found ? [{ kind: 'hook', methods: [], paths: [''], handlers: found.handlers, reach: reachOf(call, options) }] : [];
}

function reachOf({ convention: { reaches } }: RegisteringCall, options: Value | undefined): number {
  const named = options?.kind === 'object' && reaches ? options.fields.get(reaches.option) : options;
  return named?.kind === 'literal' ? (reaches?.names[String(named.value)] ?? 0) : 0;
}

/** A hook of a router. */
export function hookDraft(values: readonly Value[], { phase, calling }: Hook, node: ts.Node): Draft {
  return { kind: 'hook', methods: [], paths: [''], handlers: values.map((value) => ({ value, node, phase, calling })) };
}

function route(call: RegisteringCall, methods: readonly HttpMethod[], paths: Draft['paths'], from: number): Draft {
  const handlers: Handler[] = [];
  // What options name runs before the handler, wherever they stand.
  const named: Handler[] = [];
  const settings = new Map<string, Value>();
  for (const handler of handlersFrom(call, from)) {
    const found = handler.value.kind === 'object' ? optionsIn(call, handler.value, handler.node) : undefined;
    for (const [name, value] of found?.settings ?? []) settings.set(name, value);
    if (found) named.push(...found.handlers);
    else handlers.push(handler);
  }
  return { kind: 'route', methods, paths, handlers: [...named, ...handlers], settings };
}

function objectRoute(call: RegisteringCall, item: Extract<Value, { kind: 'object' }>): readonly Draft[] {
  const [node = call.node] = call.node.arguments;
  const found = optionsIn(call, item, node);
  if (!found || found.paths.length === 0) return [];
  const handlers = [...found.handlers, ...handlersFrom(call, 1)];
  return [{ kind: 'route', methods: found.methods, paths: found.paths, handlers, strategy: found.strategy, settings: found.settings }];
}

interface Options {
  readonly methods: readonly HttpMethod[];
  readonly paths: readonly (string | undefined)[];
  readonly handlers: readonly Handler[];
  readonly strategy: Value | undefined;
  readonly settings: ReadonlyMap<string, Value>;
}

/** What the properties of a route's options say; `undefined` if none of them means anything. */
function optionsIn(call: RegisteringCall, value: Extract<Value, { kind: 'object' }>, node: ts.Node): Options | undefined {
  const { options } = call.convention;
  if (!options) return undefined;
  let methods: readonly HttpMethod[] = [];
  let paths: Options['paths'] = [];
  const before: Handler[] = [];
  const last: Handler[] = [];
  const settings = new Map<string, Value>();
  let strategy: Value | undefined;
  let isKnown = false;
  for (const [name, field] of value.fields) {
    const option = options[name];
    const at = propertyNode(node, name);
    const macro = option ? undefined : call.macro(name, field);
    if (macro?.kind === 'object') before.push(...(optionsIn(call, macro, at)?.handlers ?? []));
    if (macro || option) isKnown = true;
    if (!option) continue;
    if (option.kind === 'methods') methods = methodsIn(field);
    else if (option.kind === 'paths') paths = routePaths(field);
    else if (option.kind === 'strategy') strategy = field;
    else if (option.kind === 'settings') settings.set(name, field);
    else if (option.kind === 'handler') last.push({ value: field, node: at });
    else if (option.kind === 'middleware') before.push(...flatten(field).map((one) => ({ value: one, node: at })));
    else if (option.kind === 'hook') before.push(...hookDraft(flatten(field).map(functionIn), option.hook, at).handlers);
    else if (option.kind === 'schema') before.push(...hookDraft([schemaValidator(field, option.input, at)], option.hook, at).handlers);
    else if (field.kind === 'object') {
      const inner = optionsIn(call, field, at);
      before.push(...(inner?.handlers ?? []));
      for (const [key, kept] of inner?.settings ?? []) settings.set(key, kept);
      strategy ??= inner?.strategy;
    }
  }
  return isKnown || value.fields.size === 0 ? { methods, paths, handlers: [...before, ...last], strategy, settings } : undefined;
}

/** A step may be an object with its function in `method`. */
function functionIn(step: Value): Value {
  return (step.kind === 'object' ? step.fields.get('method') : undefined) ?? step;
}

/** The value of a property where it is written. */
function propertyNode(node: ts.Node, name: string): ts.Node {
  if (!ts.isObjectLiteralExpression(node)) return node;
  const found = node.properties.find(
    (item) => item.name && (ts.isIdentifier(item.name) || ts.isStringLiteralLike(item.name)) && item.name.text === name,
  );
  return found && ts.isPropertyAssignment(found) ? found.initializer : (found ?? node);
}

function handlersFrom({ args, node }: RegisteringCall, from: number): readonly Handler[] {
  return args.slice(from).flatMap((arg, index) => {
    const at = node.arguments[Math.min(index + from, node.arguments.length - 1)] ?? node;
    return flatten(arg).map((value) => ({ value, node: at }));
  });
}

/** Method names as code spells them; one that stands for all of them, and one that is not known, gives an empty list. */
function methodsIn(value: Value): readonly HttpMethod[] {
  const names = flatten(value).map((one) => (one.kind === 'literal' ? String(one.value).toUpperCase() : ''));
  const known = names.flatMap((name) => httpMethod(name) ?? []);
  return known.length === names.length ? known : [];
}

/** Whether the first argument of `use` is a path rather than a middleware. */
function isPath(value: Value): boolean {
  if (value.kind === 'array') return value.items.length > 0 && value.items.every(isPath);
  return (
    literalText(value) !== undefined || value.kind === 'regexp' || value.kind === 'text' || value.kind === 'env' || value.kind === 'derived'
  );
}

/** Middleware that passes on what one of several passes on: each is asked only if those before it have refused. */
export function alternatives([list, options]: readonly Value[]): Value {
  const all = list ? flatten(list) : [];
  const relation = options?.kind === 'object' ? options.fields.get('relation') : undefined;
  if (all.length < 2 || (relation?.kind === 'literal' && relation.value === 'and')) return { kind: 'array', items: all, open: false };
  return anyOf(all);
}

/** A middleware that lets pass what one of several lets pass. */
export function anyOf(all: readonly Value[]): NativeValue {
  return { kind: 'native', name: 'middleware', run: (call) => attempt(all, call) };
}

function attempt([first, ...others]: readonly Value[], call: NativeCall): readonly Outcome[] {
  const { context, node, args, state, frame } = call;
  const next = args.find((arg): arg is NativeValue => arg.kind === 'native' && arg.name === 'next');
  if (!first || !context || !next) return [{ value: undefinedValue, state: { ...state, sent: true }, thrown: false }];
  const passes = (from: State): readonly Outcome[] => next.run({ ...call, args: [], state: from });
  const fails = (from: State): readonly Outcome[] => attempt(others, { ...call, state: { ...from, failed: false } });
  const done: NativeValue = {
    kind: 'native',
    name: 'next',
    run: (inner) => (inner.args[0] && inner.args[0].kind !== 'literal' ? fails(inner.state) : passes(inner.state)),
  };
  const given = args.map((arg) => (arg === next ? done : arg));
  const calls = first.kind === 'function' && first.node.parameters.length - first.bound.length >= given.length;
  return invoke(context, first, given, state, node, frame)
    .flatMap((outcome) => (outcome.thrown ? [outcome] : awaited(context, outcome.value, outcome.state, node, frame)))
    .flatMap((outcome) => (outcome.thrown ? fails(outcome.state) : calls || outcome.state.sent ? [outcome] : passes(outcome.state)));
}

/** The values of a list, however deep. */
export function flatten(value: Value): readonly Value[] {
  return value.kind === 'array' ? value.items.flatMap(flatten) : [value];
}
