import ts from 'typescript';
import { httpMethod, type HttpMethod } from '../model/endpoint';
import type { ProcedureConvention, ProcedureMount } from '../model/procedures';
import type { Uri } from '../model/source';
import { joinPaths } from '../project/joinPaths';
import { memberPath } from './apiPath';
import { awaited } from './await';
import { invoke } from './call';
import type { Link } from './chain';
import { moduleFrame, one, then, type Context, type ExternalCall } from './context';
import { textsOf } from './decorators';
import { contextFor, type Analysis, type Route } from './endpoint';
import { evaluate } from './evaluate';
import { enterModule } from './enterModule';
import { fieldAt } from './routingPaths';
import { Registry } from './routing';
import { provideShaped } from './shaped';
import { emptyState, type Frame, type State } from './state';
import { unknown, type ApiValue, type FunctionValue, type NativeValue, type ShapedValue, type Value } from './value';
import { walk } from '../project/syntax';

/** A procedure of a router that a module serves. */
export interface Procedure {
  readonly convention: ProcedureConvention;
  readonly served: ServedRouter;
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  readonly middleware: readonly Value[];
  readonly resolver: FunctionValue;
}

/** A call that serves a router, as running the code around it shows it. */
interface ServedRouter {
  readonly mount: ProcedureMount;
  readonly args: readonly Value[];
  readonly router: Value | undefined;
  readonly node: ts.Node;
  readonly state: State;
  readonly context: Context;
}

/** Evaluations for the code around one call, and for what it is given. */
const share = 20_000;

/** The procedures of the routers that a module serves. */
export function proceduresIn(analysis: Analysis, convention: ProcedureConvention, uri: Uri): readonly Procedure[] {
  const file = analysis.program.file(uri);
  if (!file) return [];
  const notes = new MountNotes(convention);
  const context = contextFor(analysis, '', undefined, notes);
  context.quiet++;
  const home = moduleFrame(file);
  for (const node of mountCalls(file, convention)) {
    context.budget = share;
    const around = ts.findAncestor(node, (one) => ts.isFunctionLike(one) && ts.findAncestor(one.parent, ts.isFunctionLike) === undefined);
    for (const state of enterModule(context, file, emptyState)) {
      if (around && isCode(around)) callAround(context, convention, around, state, home);
      else evaluate(context, node, state, home);
    }
  }
  const served = new Map(notes.served.map((one) => [one.node, one]));
  return [...served.values()].flatMap((one) =>
    one.router
      ? proceduresOf(convention, one, one.router, []).map((found) => ({ ...found, path: joinPaths(prefixOf(one), found.path) }))
      : [],
  );
}

/** Runs the function that holds a call with the request it is given. */
function callAround(context: Context, convention: ProcedureConvention, node: ts.FunctionLikeDeclaration, state: State, home: Frame): void {
  const [mount] = Object.values(convention.mounts);
  const given: readonly Value[] = mount ? [{ kind: 'shaped', shape: mount.request, path: '', args: [] }] : [];
  const fn: FunctionValue = { kind: 'function', node, frame: home, self: undefined, bound: [] };
  invoke(context, fn, given, state, node, home);
}

function isCode(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return 'body' in node && node.body !== undefined;
}

/** Calls whose last name is that of a call that serves a router. */
function mountCalls(file: ts.SourceFile, { mounts }: ProcedureConvention): readonly ts.CallExpression[] {
  const names = new Set(Object.keys(mounts).map((path) => /\w+$/.exec(path)?.[0] ?? path));
  const found: ts.CallExpression[] = [];
  walk(file, (node) => {
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
      if (names.has(name)) found.push(node);
    }
  });
  return found;
}

/** Notes the calls that serve routers. */
class MountNotes extends Registry {
  readonly served: ServedRouter[] = [];

  constructor(private readonly convention: ProcedureConvention) {
    super([]);
  }

  override mayEnter(): boolean {
    return true;
  }

  override call({ context, callee, method, args, node, state }: ExternalCall): undefined {
    if (callee.kind !== 'api') return undefined;
    const path = method === undefined ? callee.path : memberPath(callee.path, method);
    const mount = Object.entries(this.convention.mounts).find(([one]) => one === path)?.[1];
    if (!mount) return undefined;
    const { router } = mount;
    const held =
      'option' in router ? fieldAt(args[mount.options], [router.option]) : callee.calls.find(({ name }) => name === router.call)?.values[0];
    this.served.push({ mount, args, router: held, node, state, context });
    return undefined;
  }
}

function prefixOf({ mount, args, node }: ServedRouter): string {
  const [written] = textsOf(fieldAt(args[mount.options], [mount.prefix]));
  if (written) return written;
  const around = ts.isCallExpression(node.parent) ? node.parent.arguments[0] : undefined;
  if (around && ts.isStringLiteralLike(around)) return around.text;
  // The place of a route file names its path.
  return /\/pages(\/api\/.*)\/\[[^\]]*\]\.\w+$/.exec(node.getSourceFile().fileName)?.[1] ?? '';
}

function proceduresOf(
  convention: ProcedureConvention,
  served: ServedRouter,
  value: Value,
  keys: readonly string[],
  depth = 6,
): readonly Procedure[] {
  if (depth === 0) return [];
  if (value.kind === 'object')
    return [...value.fields].flatMap(([key, field]) => proceduresOf(convention, served, field, [...keys, key], depth - 1));
  if (value.kind !== 'api') return [];
  const last = value.calls.at(-1);
  if (!last) return [];
  if (convention.routers.includes(last.name)) return last.values.flatMap((part) => proceduresOf(convention, served, part, keys, depth - 1));
  const methods = Object.entries(convention.ends).find(([name]) => name === last.name)?.[1];
  const [resolver] = last.values;
  if (!methods || resolver?.kind !== 'function') return [];
  const route = value.calls.findLast(({ name }) => name === convention.route)?.values[0];
  const [own] = route ? textsOf(fieldAt(route, ['path'])) : [];
  const [verb] = route ? textsOf(fieldAt(route, ['method'])) : [];
  const declared = httpMethod(verb);
  const { byKeys } = served.mount;
  return [
    {
      convention,
      served,
      path: (byKeys ? undefined : own) || `/${keys.join(convention.separator)}`,
      methods: byKeys ? byKeys(declared) : declared ? [declared] : methods,
      middleware: middlewareOf(convention, value),
      resolver,
    },
  ];
}

/** The middleware of a chain, its base's first; one that a call has made stands for the function it was given. */
function middlewareOf({ use, made }: ProcedureConvention, { calls }: ApiValue): readonly Value[] {
  return calls.flatMap(({ name, values: [value] }) => {
    if (name !== use || !value) return [];
    const maker = value.kind === 'api' ? value.calls.at(-1) : undefined;
    return [(maker?.name === made ? maker.values[0] : undefined) ?? value];
  });
}

/** The way of a request to a procedure: its context, the middleware of its chain, its function. */
export function procedureRoute(procedure: Procedure): Route {
  const { served, convention, middleware, resolver } = procedure;
  return {
    links: (context, entry) => {
      if (context.frames.size === 0) for (const [key, frame] of served.context.frames) context.frames.set(key, frame);
      const { node } = resolver;
      const links: readonly Link[] = [
        contextLink(procedure),
        ...middleware.map((value): Link => ({ value, calling: convention.middleware, node, isGate: true })),
        { value: resolver, calling: convention.resolver, node, isGate: false },
      ];
      return [{ links, state: { ...entry, frames: served.state.frames, settled: served.state.settled } }];
    },
  };
}

/** Puts what the context of a request holds where middleware and resolver find it. */
function contextLink({ served, convention }: Procedure): Link {
  const { mount, args, node } = served;
  const given = fieldAt(args[mount.options], [mount.context]);
  const request = Object.entries(mount.given).map(([name, shape]): [string, ShapedValue] => [
    name,
    { kind: 'shaped', shape, path: '', args: [] },
  ]);
  const options: Value = { kind: 'object', fields: new Map<string, Value>(request), open: true, type: undefined };
  const native: NativeValue = {
    kind: 'native',
    name: 'context',
    run: (call) => {
      const { context, frame, state } = call;
      const [next] = call.args;
      if (!context || next?.kind !== 'native') return one(unknown('context'), state);
      const made =
        given?.kind === 'function'
          ? then(invoke(context, given, [options], state, node, frame), (value, after) => awaited(context, value, after, node, frame))
          : one(given ?? unknown('context'), state);
      return then(made, (value, after) => {
        const fields = value.kind === 'object' ? [...value.fields] : [];
        const provided = fields.reduce((at, [name, field]) => provideShaped(convention.shared, name, field, at), after);
        return next.run({ ...call, args: [], state: provided });
      });
    },
  };
  return { value: native, calling: { parameters: ['next'], result: 'ignored', style: 'other' }, node, isGate: true };
}
