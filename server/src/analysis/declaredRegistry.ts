import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import type { DecoratorConvention } from '../model/declaredRoutes';
import { memberPath } from './apiPath';
import { one, type ExternalCall } from './context';
import type { Container } from './injection';
import { flatten } from './registering';
import { Registry, type Registration } from './routing';
import type { State } from './state';
import { literal, undefinedValue, type ApiValue, type FunctionValue, type ObjectValue, type Outcome, type Value } from './value';

/** The value that a module's method is given to bind middleware to paths. */
export const binder: ApiValue = { kind: 'api', path: 'declared#binder', calls: [], id: 'binder', pending: [] };

/** Marks in a state's assignments that a binding is in effect. */
const bindingMark = 'binding:';

/** Middleware bound to paths or classes with routes. */
export interface Binding {
  readonly applied: readonly Value[];
  readonly targets: readonly Value[];
  readonly excluded: readonly Value[];
  readonly node: ts.Node;
}

/** Notes what set-up code of an application with declared routes does. */
export class DeclaredRegistry extends Registry {
  readonly bindings: Binding[] = [];
  /** What applications are made of, by their router. */
  readonly roots = new Map<object, readonly Value[]>();
  /** Options of applications, by their router. */
  readonly options = new Map<object, ObjectValue>();
  collected: ApiValue[] | undefined;

  constructor(
    private readonly framework: FrameworkAdapter,
    private readonly convention: DecoratorConvention,
    private readonly container: Container,
  ) {
    const router = convention.application?.router;
    super(router ? [{ ...framework, routers: [router] }] : []);
  }

  override mayEnter(fn: FunctionValue, args: readonly Value[]): boolean {
    return (fn.node.body?.getText().length ?? 0) < longestDecorator || super.mayEnter(fn, args);
  }

  override call(call: ExternalCall): readonly Outcome[] | undefined {
    const { context, callee, method, args, node, state } = call;
    context.runtime ??= this.container;
    const { application, binding, metadata } = this.convention;
    const [first] = args;
    if (callee.kind === 'router' && method !== undefined && first && application?.resolves.includes(method))
      return this.container.token(first, call);
    if (callee.kind === 'api' && callee.path.startsWith(binder.path) && binding && method === binding.routes)
      return this.bind(callee, args, node, state);
    if (callee.kind === 'api' && this.collected) {
      const path = method === undefined ? callee.path : memberPath(callee.path, method);
      const isDecorator = method === undefined && callee.path.endsWith('()');
      if (isDecorator) this.collected.push(callee);
      else if (metadata?.sets.some((set) => set === path) && args.length > 2)
        this.collected.push({ ...callee, path: `${path}()`, calls: [{ name: path, values: args }] });
      if (isDecorator) return one(undefinedValue, state);
    }
    // The function that makes a parameter's value is not what calling its decorator runs.
    if (callee.kind === 'api' && method === undefined && this.convention.parameterMakers.some((maker) => maker === callee.path))
      return one({ ...callee, path: `${callee.path}()`, calls: [{ name: callee.path, values: args }] }, state);
    const extended = callee.kind === 'api' && application ? this.member(callee.path) : undefined;
    const outcomes = super.call(extended ? { ...call, callee: extended } : call);
    const made = callee.kind === 'api' ? outcomes?.[0]?.value : undefined;
    if (made?.kind === 'router' && callee.kind === 'api' && !this.roots.has(made.router)) {
      this.roots.set(made.router, args);
      const path = `${method === undefined ? callee.path : memberPath(callee.path, method)}()`;
      const given = args[Object.entries(application?.options?.argument ?? {}).find(([one]) => one === path)?.[1] ?? args.length];
      if (given?.kind === 'object') this.options.set(made.router, given);
    }
    return outcomes;
  }

  /** The application itself, as a member of an instance of a class that extends the library's. */
  private member(path: string): Value | undefined {
    const { application } = this.convention;
    const owner = Object.entries(application?.extended ?? {}).find(([base, name]) => path === `${base}.${name}`);
    if (!owner || !application) return undefined;
    const made = this.router(this.framework, application.router, `extended:${owner[0]}`);
    if (!this.roots.has(made.router)) this.roots.set(made.router, []);
    return made;
  }

  private bind(callee: ApiValue, targets: readonly Value[], node: ts.Node, state: State): readonly Outcome[] {
    const { binding } = this.convention;
    const given = (name: string | undefined): readonly Value[] =>
      callee.calls.filter((call) => call.name === name).flatMap(({ values }) => values.flatMap(flatten));
    const id = this.bindings.push({
      applied: given(binding?.apply),
      excluded: given(binding?.exclude),
      targets: targets.flatMap(flatten),
      node,
    });
    return one(binder, { ...state, assigned: new Map(state.assigned).set(`${bindingMark}${id - 1}`, literal(true)) });
  }

  /** The bindings in effect in a state. */
  bound(state: State): readonly Binding[] {
    return [...state.assigned.keys()].flatMap((key) =>
      key.startsWith(bindingMark) ? (this.bindings[Number(key.slice(bindingMark.length))] ?? []) : [],
    );
  }

  /** The name of the method that made a registration. */
  nameOf({ node }: Registration): string {
    const { expression } = node;
    return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
  }
}

/** Set-up code and decorators up to this length are run. */
const longestDecorator = 4_000;
