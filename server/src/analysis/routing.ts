import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import type { RouterConvention, RouterMethod } from '../model/routers';
import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import { memberPath } from './apiPath';
import { enter, invoke } from './call';
import { one, type Call, type Context, type ExternalCall, type Routing } from './context';
import { externalCall, externalNew } from './external';
import { overlay } from './routingScope';
import { authenticating } from './authentication';
import { macroOptions, withMacros } from './macros';
import { resourceDrafts } from './routingResources';
import { actionOf, byName, namedMiddleware } from './routingActions';
import { alternatives, draftsOf, hookDraft, hooksIn, type Draft, type Handler, type RegisteringCall } from './registering';
import { autoloaded, runPlugin, withHooks } from './routingPlugins';
import { mayRegister, setsUp } from './setUpCode';
import { fieldAt, pluginPrefixIn, prefixIn, routePaths } from './routingPaths';
import { registrationMark as mark, type Variant } from './deployments';
import { routerMember, withRouterMember } from './routerMembers';
import type { Frame, State } from './state';
import { findIn, keyOf, literal, unknown, type ApiValue, type FunctionValue, type Outcome, type RouterValue, type Value } from './value';

/** A router that set-up code makes or is given. */
export interface Router {
  readonly id: number;
  readonly framework: FrameworkAdapter;
  readonly convention: RouterConvention;
}

/** One call that registers handlers on a router. */
export interface Registration extends Draft {
  readonly id: number;
  readonly router: Router;
  readonly node: ts.CallExpression;
}

/** Records what set-up code registers on routers; which registrations are in effect on a path is kept in its state. */
export class Registry implements Routing {
  readonly registrations: Registration[] = [];
  /** Where set-up code decides by a variable of the environment. */
  readonly decisions = new Map<string, Span>();
  private readonly routers = new Map<string, Router>();
  private readonly known = new Map<string, Registration>();
  private readonly byRecord = new WeakMap<object, Router>();
  /** Middleware by the names that set-up code has given it. */
  private readonly named = new Map<string, Value>();
  /** Groups whose functions are running, innermost last. */
  private readonly groups: { readonly shared: object; readonly scope: RouterValue }[] = [];

  constructor(private readonly frameworks: readonly FrameworkAdapter[]) {}

  get made(): number {
    return this.routers.size + this.registrations.length;
  }

  /** The router that is made at a place, the same one each time. */
  router(framework: FrameworkAdapter, convention: RouterConvention, key: string, prefix?: string): RouterValue {
    let router = this.routers.get(key);
    if (!router) {
      router = { id: this.routers.size + 1, framework, convention };
      this.routers.set(key, router);
      this.byRecord.set(router, router);
    }
    return { kind: 'router', router, at: undefined, ...(prefix === undefined ? {} : { base: prefix }) };
  }

  /** The router behind a value: itself, or one that a library has been given to extend. */
  routerOf(value: Value): Router | undefined {
    const found =
      value.kind === 'router' ? value : value.kind === 'api' || value.kind === 'unknown' ? findIn(value, isRouter, 3) : undefined;
    return found && this.byRecord.get(found.router);
  }

  /** The registrations of a state in the order they were made, but for those that a variant of it lacks. */
  inEffect(state: State, lacks: Variant['lacks'] = new Set()): readonly Registration[] {
    return [...state.assigned.keys()].flatMap((key) =>
      key.startsWith(mark) && !lacks.has(key) ? (this.registrations[Number(key.slice(mark.length))] ?? []) : [],
    );
  }

  call(call: ExternalCall): readonly Outcome[] | undefined {
    const { callee, method, args, node, state, frame } = call;
    if (callee.kind === 'router') return this.onRouter(call, callee);
    if (callee.kind !== 'api' && callee.kind !== 'unknown') return undefined;
    if (callee.kind === 'api') {
      const shared = this.shared(callee.path);
      if (shared) return this.onRouter(call, shared);
      const made = this.creation(`${method === undefined ? callee.path : memberPath(callee.path, method)}()`, args, node, frame);
      if (made) return one(made, this.withEarlier(call, made));
      const mounted = method === undefined ? this.mounted(callee.path, args) : undefined;
      if (mounted) return one(mounted, state);
    }
    const extended = method !== undefined && args.length > 1 && args[0]?.kind === 'literal' ? this.routerOf(callee) : undefined;
    if (extended && extended.convention.methods[method ?? ''])
      return this.onRouter(call, { kind: 'router', router: extended, at: undefined });
    return callee.kind === 'api' ? this.withCallbacks(call, callee) : undefined;
  }

  /** Remembers where set-up code decides by a variable of the environment. */
  decided(given: Condition): void {
    const variable = given.kind === 'environment' || given.kind === 'unset' ? given.variable : undefined;
    if (variable !== undefined && !this.decisions.has(variable)) this.decisions.set(variable, given.span);
  }

  /** Set-up code also computes settings, connects and starts jobs: none of that is run. */
  mayEnter(fn: FunctionValue, args: readonly Value[]): boolean {
    const isGiven = args.some((arg) => findIn(arg, isRouter, 3)) || (fn.self !== undefined && findIn(fn.self, isRouter, 2) !== undefined);
    return isGiven || mayRegister(fn.node);
  }

  /** A router that code shares without making it. */
  private shared(path: string): RouterValue | undefined {
    for (const framework of this.frameworks) {
      for (const convention of framework.routers)
        if (convention.instances?.some((one) => one === path)) return this.router(framework, convention, `shared:${framework.id}`);
    }
    return undefined;
  }

  /** `mount('/api', app)`: the router, to be registered below a path. */
  private mounted(path: string, args: readonly Value[]): RouterValue | undefined {
    const isMounter = this.frameworks.some(({ routers }) => routers.some(({ mounters }) => mounters?.some((one) => one === path)));
    const app = isMounter ? args.find(isRouter) : undefined;
    const [at] = args[0] && args[0] !== app ? routePaths(args[0]) : [''];
    return app && { ...app, mountedAt: at ?? ':unknown' };
  }

  private creation(path: string, args: readonly Value[], node: ts.Node, frame: Frame): RouterValue | undefined {
    for (const framework of this.frameworks) {
      for (const convention of framework.routers) {
        if (convention.create.some((candidate) => candidate === path))
          return this.router(framework, convention, `${nodeKey(node)}@${frame.id}`, prefixIn(convention, args[0]));
      }
    }
    return undefined;
  }

  /** Registers the middleware that a router is made with. */
  private withEarlier(call: ExternalCall, own: RouterValue): State {
    const { args, node, state } = call;
    const router = this.byRecord.get(own.router);
    const { beforeOption, anyPath = '' } = router?.convention ?? {};
    const [options] = args;
    const earlier = beforeOption !== undefined && options?.kind === 'object' ? options.fields.get(beforeOption) : undefined;
    if (!router || !earlier || !ts.isCallExpression(node)) return state;
    const handlers = (earlier.kind === 'array' ? earlier.items : [earlier]).map((value) => ({ value, node }));
    return this.register({ ...call, node, own, router }, { kind: 'use', methods: [], paths: [anyPath], handlers }, undefined);
  }

  /** Functions that a library runs once it is ready: `connect().then(() => app.listen())`. */
  private withCallbacks(call: ExternalCall, callee: ApiValue): readonly Outcome[] | undefined {
    const { method, args, node, state } = call;
    const callbacks = args.filter((arg): arg is FunctionValue => arg.kind === 'function' && setsUp(arg));
    const after = this.runAll(call, callbacks, state);
    if (after.every((end) => end.assigned === state.assigned)) return undefined;
    return after.flatMap((end) =>
      ts.isNewExpression(node) ? externalNew(callee, { ...call, state: end }) : externalCall(callee, method, { ...call, state: end }),
    );
  }

  private runAll({ context, node, frame }: Call, callbacks: readonly FunctionValue[], state: State): readonly State[] {
    let states: readonly State[] = [state];
    for (const callback of callbacks) {
      const next = states.flatMap((before) =>
        enter(context, callback, [], before, node, frame, true).flatMap((end) => (end.thrown ? [] : [end.state])),
      );
      if (next.length > 0) states = next;
    }
    return states;
  }

  private onRouter(external: ExternalCall, called: RouterValue): readonly Outcome[] {
    const { context, method: name, args: given, node, state, frame } = external;
    const receiver = this.groups.findLast(({ shared }) => shared === called.router)?.scope ?? called;
    const router = this.byRecord.get(receiver.router);
    const method = router && name !== undefined ? router.convention.methods[name] : undefined;
    const args = given.map((arg) => {
      if (method?.kind === 'use' && method.byName) return namedMiddleware(arg, (one) => this.named.get(one));
      return router?.convention.action === undefined ? arg : actionOf(context, router.convention, arg, state, node, frame);
    });
    const call: Call = { ...external, args };
    if (!router || !method || !ts.isCallExpression(node)) return this.onMember(call, name, receiver);
    const on: RouterCall = { ...call, node, own: receiver, router };
    if (method.kind === 'group') return this.group(on, called);
    return this.preparing(on, method, given) ?? this.registering(on, method, given);
  }

  /** A call of a member of a router that its framework does not name. */
  private onMember(call: Call, name: string | undefined, receiver: RouterValue): readonly Outcome[] {
    const { context, args, node, state, frame } = call;
    const own = name === undefined ? undefined : routerMember(state, name);
    if (own) return invoke(context, own, args, state, node, frame);
    const callbacks = args.filter((arg): arg is FunctionValue => arg.kind === 'function' && setsUp(arg));
    return this.runAll(call, callbacks, state).flatMap((end) => one(receiver, end));
  }

  /** A call that changes what later registrations on a router mean, or nothing at all; `undefined` for one that registers. */
  private preparing(on: RouterCall, method: RouterMethod, given: readonly Value[]): readonly Outcome[] | undefined {
    const { context, own, router, args, node, state, frame } = on;
    const [first, second] = args;
    switch (method.kind) {
      case 'inert':
        return one(literal(undefined), state);
      case 'other':
        return one(unknown(nodeKey(node)), state);
      case 'named': {
        const makers = byName(context, router.convention, given, state, node, frame);
        if (makers.kind === 'object') for (const [name, maker] of makers.fields) this.named.set(name, maker);
        return one(makers, state);
      }
      case 'prefix':
        return one(own, withRouterMember(state, prefixOf(router), literal((first && routePaths(first)[0]) ?? '')));
      case 'decorate':
        return one(own, first?.kind === 'literal' && second ? withRouterMember(state, String(first.value), second) : state);
      case 'alternatives':
        return one(alternatives(args), state);
      case 'plugin':
        return this.plugin(on).flatMap((end) => one(own, end));
      case 'at':
        return one({ ...own, at: first }, state);
      case 'base': {
        const base = first ? (routePaths(first)[0] ?? ':unknown') : ':unknown';
        return one({ ...own, base: router.convention.join(own.base ?? '', base) }, state);
      }
      case 'scheme':
      case 'strategy':
      case 'default-strategy':
        return one(own, authenticating(on, method.kind, own, router.convention.schemes));
      case 'macro':
        return one(own, withMacros(args, state));
      default:
        return undefined;
    }
  }

  private registering(on: RouterCall, method: RouterMethod, given: readonly Value[]): readonly Outcome[] {
    const { context, own, router, args, node, state, frame } = on;
    let made = state;
    const call: RegisteringCall = {
      convention: router.convention,
      at: own.at,
      args,
      node,
      macro: (option, value) => {
        const end = macroOptions(context, option, value, node, made, frame);
        made = end?.state ?? made;
        return end?.value;
      },
    };
    if (router.convention.givesRoutes && (method.kind === 'route' || method.kind === 'on' || method.kind === 'resource')) {
      const { router: scope, state: mounted } = this.scope(on, node, '');
      const named = (value: Value, action: string): Value => actionOf(context, { ...router.convention, action }, value, state, node, frame);
      const drafts = method.kind === 'resource' ? resourceDrafts(method, given, node, named) : draftsOf(method, call);
      return one(scope, this.registerAll(on, drafts, scope, mounted));
    }
    if (method.kind !== 'scope') {
      const drafts = draftsOf(method, call);
      return one(own, this.registerAll(on, drafts, own, made));
    }
    const setup = args.find((arg): arg is FunctionValue => arg.kind === 'function');
    const hooks = args.flatMap((arg) => hooksIn(call, arg));
    if (!setup) return one(own, this.registerAll(on, hooks, own, made));
    const [prefix = ''] = args[0]?.kind === 'literal' ? routePaths(args[0]) : [];
    const scope = this.scope({ ...on, state: made }, setup, prefix);
    const ends = this.runOn(context, setup, scope.router, node, this.registerAll(on, hooks, scope.router, scope.state), frame);
    return ends.flatMap((end) => one(own, end));
  }

  private registerAll(on: RouterCall, drafts: readonly Draft[], target: RouterValue, before: State): State {
    const router = this.byRecord.get(target.router) ?? on.router;
    return drafts.reduce((state, draft) => this.register({ ...on, router, state }, draft, target.base), before);
  }

  /** A router of its own for a function that sets it up, mounted on the one it is given to. */
  private scope(on: RouterCall, of: FunctionValue | ts.Node, prefix: string): Scope {
    const { router, own, node, frame } = on;
    const key = `${nodeKey(node)}@${frame.id}:${router.id}:${own.base ?? ''}:${'frame' in of ? handlerKey(of) : ''}`;
    const child = this.router(router.framework, router.convention, key);
    return { router: child, state: this.mount(on, child, prefix) };
  }

  /** Runs a function that registers on a shared router what belongs to a router of its own. */
  private group(on: RouterCall, { router: shared }: RouterValue): readonly Outcome[] {
    const { own, args, state } = on;
    const setup = args.find((arg): arg is FunctionValue => arg.kind === 'function');
    if (!setup) return one(own, state);
    const { router: scope, state: mounted } = this.scope(on, setup, '');
    this.groups.push({ shared, scope });
    const ends = this.runAll(on, [setup], mounted);
    this.groups.pop();
    return ends.flatMap((end) => one(scope, end));
  }

  private mount(on: RouterCall, child: RouterValue, prefix: string): State {
    const { node, own } = on;
    const draft: Draft = { kind: 'use', methods: [], paths: [prefix], handlers: [{ value: child, node: node.arguments[0] ?? node }] };
    return this.register(on, draft, own.base);
  }

  private runOn(context: Context, fn: FunctionValue, router: RouterValue, node: ts.Node, state: State, frame: Frame): readonly State[] {
    const ends = enter(context, fn, [router], state, node, frame).flatMap((end) => (end.thrown ? [] : [end.state]));
    return ends.length > 0 ? ends : [state];
  }

  private plugin(on: RouterCall): readonly State[] {
    const { context, own, args, node, state, frame } = on;
    const { convention } = on.router;
    const [plugin, options] = args;
    const register = (found: Value, prefix: string, before: State, hooks: readonly ts.SourceFile[] = []): readonly State[] =>
      runPlugin(
        context,
        { plugin: found, options, node, state: before, frame },
        {
          unscoped: convention.unscoped ?? [],
          hook: convention.pluginHook,
          own,
          scope: (fn, from) => {
            if (convention.pluginsShare)
              return { router: prefix === '' ? own : { ...own, base: convention.join(own.base ?? '', prefix) }, state: from };
            const { router, state: mounted } = this.scope({ ...on, state: from }, fn, prefix);
            const setUp = hooks.reduce((at, file) => withHooks(context, file, router, { options, node, state: at, frame }), mounted);
            return { router, state: setUp };
          },
          mount: (child, from) => this.mount({ ...on, state: from }, child, prefix),
          addHook: (value, from) =>
            convention.pluginHook
              ? this.register({ ...on, state: from }, hookDraft([value], convention.pluginHook, node), undefined)
              : from,
        },
      );
    if (plugin?.kind === 'api' && convention.autoload?.some((path) => path === plugin.path)) {
      const prefix = pluginPrefixIn(convention, fieldAt(options, ['options']));
      return autoloaded(context, options, node.getSourceFile().fileName).reduce<readonly State[]>(
        (states, found) =>
          states.flatMap((before) =>
            register({ kind: 'module', file: found.file }, convention.join(prefix, found.prefix), before, found.hooks),
          ),
        [state],
      );
    }
    const plugins = plugin?.kind === 'array' ? plugin.items : plugin ? [plugin] : [];
    return plugins.reduce<readonly State[]>(
      (states, one) => states.flatMap((before) => register(one, pluginPrefixIn(convention, options ?? one), before)),
      [state],
    );
  }

  private register({ router, node, state, frame }: RouterCall, draft: Draft, base: string | undefined): State {
    const paths =
      base === undefined || draft.kind === 'hook'
        ? draft.paths
        : draft.paths.map((path) => (path === undefined ? undefined : router.convention.join(base, path)));
    let after = state;
    const handlers = draft.handlers.map((handler): Handler => {
      const kept = overlay(handler.value, after, node);
      after = kept.state;
      return { ...handler, value: kept.value };
    });
    const key = `${nodeKey(node)}@${frame.id}:${router.id}:${draft.kind}:${paths.join('|')}:${draft.handlers.map(({ value }) => handlerKey(value)).join()}`;
    let registration = this.known.get(key);
    if (!registration) {
      registration = { ...draft, id: this.registrations.length, router, paths, handlers, node };
      this.registrations.push(registration);
      this.known.set(key, registration);
    }
    return { ...after, assigned: new Map(after.assigned).set(`${mark}${registration.id}`, literal(true)) };
  }
}

/** A call on a router that registers something. */
interface RouterCall extends Call {
  readonly node: ts.CallExpression;
  /** The router as the call has it, and what is known of it. */
  readonly own: RouterValue;
  readonly router: Router;
}

interface Scope {
  readonly router: RouterValue;
  readonly state: State;
}

/** The name that a router's own prefix is kept under. */
export function prefixOf({ id }: Router): string {
  return `prefix of ${id}`;
}

function nodeKey(node: ts.Node): string {
  return `${node.getSourceFile().fileName}:${node.pos}:${node.end}`;
}

function handlerKey(value: Value): string {
  return value.kind === 'function' && value.self ? `${keyOf(value)}.${keyOf(value.self)}` : keyOf(value);
}

function isRouter(value: Value): value is RouterValue {
  return value.kind === 'router';
}
