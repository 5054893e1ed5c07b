import ts from 'typescript';
import type { DecoratorConvention, InjectionModel } from '../model/declaredRoutes';
import type { Program } from '../project/program';
import { resolveName } from '../project/scope';
import { invoke } from './call';
import { injectedInstance, instantiate } from './classes';
import { firstValue, moduleFrame, one, quietly, type Call, type Context, type Runtime } from './context';
import { appliedDecorators, madeMetadata } from './decorators';
import type { Metadata } from './metadata';
import { decidedByOverride, refusedUnless } from './overrides';
import { decidedByStrategies, passedOn } from './strategies';
import { asApiPath } from './providers';
import { provideShaped } from './shaped';
import { declared } from './modules';
import type { Frame, State, Variables } from './state';
import { identity, keyOf, unknown, type ApiValue, type ClassValue, type ObjectValue, type Outcome, type Value } from './value';

/** Where code asks for something that is injected. */
type Asking = Omit<Call, 'args'>;

/** An instance with what making it has shown. */
interface Made {
  readonly value: Value;
  readonly frames: readonly (readonly [number, Variables])[];
  readonly facts: State['facts'];
}

/** Makes instances as a framework does, from the types of constructor parameters and from providers. */
export class Container implements Runtime {
  private readonly made = new WeakMap<Context, Map<string, Made>>();
  private readonly making = new Set<ts.Node>();
  /** Classes that modules provide by themselves. */
  readonly classes: ClassValue[] = [];

  constructor(
    private readonly convention: DecoratorConvention,
    private readonly providers: ReadonlyMap<string, ObjectValue>,
    private readonly metadata: Metadata | undefined,
    /** Whether something that is not known stands in for a class. */
    private readonly isReplaced: (program: Program, type: ClassValue) => boolean = () => false,
  ) {}

  reads(path: string): boolean {
    const { injection, metadata } = this.convention;
    return (
      injection?.resolves.some((one) => one === path) === true ||
      (metadata !== undefined && path in metadata.reads) ||
      Object.values(this.convention.overrides).some(({ inherited }) => inherited === path)
    );
  }

  answer(callee: ApiValue, path: string, call: Call): readonly Outcome[] | undefined {
    const { context, args, node, state } = call;
    const { injection, metadata } = this.convention;
    const [first, second] = args;
    if (first && injection?.resolves.some((one) => one === path)) return this.token(first, call);
    if (metadata?.makes.some((made) => `${made}()` === path && callee.path === path))
      return one(
        { kind: 'api', path: `${madeMetadata}()`, calls: [{ name: 'metadata', values: [callee, ...args] }], id: '', pending: [] },
        state,
      );
    const override = this.convention.overrides[asApiPath(path)];
    if (override) {
      const put = (user: Value, at: State) => provideShaped(this.convention.request, override.puts, user, at);
      const { strategies } = override;
      const ask = strategies && { convention: strategies, classes: this.classes, request: this.convention.request };
      const verified = ask && ((at: State) => decidedByStrategies(ask, callee, { ...call, state: at }));
      return decidedByOverride(call, callee, path, { member: override.member, put }, verified) ?? passedOn(verified?.(state));
    }
    if (second && Object.values(this.convention.overrides).some(({ inherited }) => inherited === path))
      return refusedUnless(context, second, state, node);
    const read = this.metadata?.read(path, first, second);
    return read && one(read, state);
  }

  /** The value that a token, or a class as one, stands for. */
  token(token: Value, call: Asking, depth = 4): readonly Outcome[] {
    const { state } = call;
    const { injection } = this.convention;
    const provider = this.providers.get(keyOf(token));
    if (provider && injection && depth > 0) return this.provided(provider, injection, call, depth - 1);
    if (
      token.kind === 'api' &&
      injection?.forwards.some((forward) => `${forward}()` === token.path) &&
      token.calls.at(-1)?.values[0]?.kind === 'function' &&
      depth > 0
    )
      return this.run(token.calls.at(-1)?.values[0] ?? unknown('forward'), [], call).flatMap((end) =>
        this.token(end.value, { ...call, state: end.state }, depth - 1),
      );
    if (token.kind === 'class')
      return one(this.isReplaced(call.context.program, token) ? unknown(`replaced${keyOf(token)}`) : injectedInstance(token), state);
    if (token.kind !== 'api') return one(unknown(`token${keyOf(token)}`), state);
    const factory = injection?.factories[asApiPath(token.path)];
    const fn = factory === undefined ? undefined : token.calls.at(-1)?.values[factory];
    if (fn?.kind === 'function') return this.run(fn, [], call);
    const name = token.path.slice(Math.max(token.path.lastIndexOf('.'), token.path.indexOf('#')) + 1);
    return one({ ...token, path: `${token.path}()`, calls: [...token.calls, { name, values: [] }], id: `injected:${token.path}` }, state);
  }

  /** What a provider gives. */
  provided(provider: ObjectValue, model: InjectionModel, call: Asking, depth = 4): readonly Outcome[] {
    const { state } = call;
    const { fields } = provider;
    const value = fields.get(model.useValue);
    if (value) return one(value, state);
    const type = fields.get(model.useClass);
    if (type?.kind === 'class') return one(injectedInstance(type), state);
    const other = type ?? fields.get(model.useExisting);
    if (other) return this.token(other, call, depth);
    const factory = fields.get(model.useFactory);
    if (factory?.kind !== 'function') return one(unknown(`provider${keyOf(provider).slice(0, 80)}`), state);
    const list = fields.get(model.inject);
    let before: readonly { readonly args: readonly Value[]; readonly state: State }[] = [{ args: [], state }];
    for (const token of list?.kind === 'array' ? list.items : [])
      before = before.flatMap(({ args, state: at }) =>
        this.token(token, { ...call, state: at }, depth).map((end) => ({ args: [...args, end.value], state: end.state })),
      );
    return before.flatMap(({ args, state: at }) => this.run(factory, args, { ...call, state: at }));
  }

  instance(context: Context, type: ClassValue, state: State, node: ts.Node): readonly Outcome[] {
    const known = this.made.get(context) ?? new Map<string, Made>();
    const key = `${identity(type.node)}@${type.frame.id}`;
    this.made.set(context, known);
    const before = known.get(key);
    if (before) return one(before.value, withMade(state, before));
    if (this.making.has(type.node) || this.making.size > 12) return one(unknown(`making${identity(type.node)}`), state);
    this.making.add(type.node);
    const ends = quietly(context, () => this.construct(context, type, state, node));
    this.making.delete(type.node);
    const running = ends.filter((end) => !end.thrown);
    if (running.length === 0) return one(unknown(`instance${identity(type.node)}`), state);
    const [only] = running;
    if (running.length === 1 && only)
      known.set(key, {
        value: only.value,
        frames: [...only.state.frames].filter(([id]) => !state.frames.has(id)),
        facts: new Map([...only.state.facts].filter(([key, fact]) => state.facts.get(key) !== fact)),
      });
    return running.map((end) => ({ ...end, state: undisturbed(state, end.state) }));
  }

  private construct(context: Context, type: ClassValue, state: State, node: ts.Node): readonly Outcome[] {
    const frame = moduleFrame(type.node.getSourceFile());
    let given: readonly { readonly args: readonly Value[]; readonly state: State }[] = [{ args: [], state }];
    for (const parameter of constructorOf(context, type, state)?.parameters ?? [])
      given = given.flatMap(({ args, state: at }) =>
        this.injected(context, parameter, at, frame).map((end) => ({ args: [...args, end.value], state: end.state })),
      );
    return given
      .flatMap(({ args, state: at }) => instantiate(context, type, args, at, node, frame))
      .flatMap((end) => (end.thrown ? [end] : this.withProperties(context, type, end, frame)));
  }

  /** Properties that a decorator asks to be given. */
  private withProperties(context: Context, type: ClassValue, made: Outcome, frame: Frame): readonly Outcome[] {
    let ends: readonly Outcome[] = [made];
    for (const property of type.node.members) {
      if (
        !ts.isPropertyDeclaration(property) ||
        property.initializer ||
        !ts.isIdentifier(property.name) ||
        !ts.getDecorators(property)?.length
      )
        continue;
      const { text } = property.name;
      ends = ends.flatMap((end) =>
        this.injected(context, property, end.state, frame, true).map((found) => ({
          ...end,
          value: end.value.kind === 'object' ? { ...end.value, fields: new Map(end.value.fields).set(text, found.value) } : end.value,
          state: found.state,
        })),
      );
    }
    return ends;
  }

  /** What a constructor parameter or property is given. */
  injected(
    context: Context,
    target: ts.ParameterDeclaration | ts.PropertyDeclaration,
    state: State,
    frame: Frame,
    onlyDecorated = false,
  ): readonly Outcome[] {
    const nothing = unknown(`injected${identity(target)}`);
    const applied = ts.getDecorators(target) ? appliedDecorators(context, this.convention, target, state, frame) : [];
    const named = applied.find(({ path }) => this.convention.injection?.tokens.some((token) => token === path));
    if (onlyDecorated && !named) return one(nothing, state);
    const token = named?.args[0] ?? typeValue(context, target.type, state, frame);
    return token ? this.token(token, { context, state, node: target, frame }) : one(nothing, state);
  }

  private run(fn: Value, args: readonly Value[], { context, state, node, frame }: Asking): readonly Outcome[] {
    return quietly(context, () => invoke(context, fn, args, state, node, frame)).flatMap((end) => {
      if (end.thrown) return [];
      const value = end.value.kind === 'promise' ? end.value.value : end.value;
      return end.value.kind === 'promise' && end.value.rejects ? [] : one(value, undisturbed(state, end.state));
    });
  }
}

/** Making something leaves the request's path as it was, except for what has become known. */
function undisturbed(before: State, after: State): State {
  return { ...before, frames: after.frames, facts: after.facts };
}

function withMade(state: State, made: Made): State {
  const missing = made.frames.filter(([id]) => !state.frames.has(id));
  if (missing.length === 0 && made.facts.size === 0) return state;
  return { ...state, frames: new Map([...state.frames, ...missing]), facts: new Map([...state.facts, ...made.facts]) };
}

/** The constructor that runs: the class's own, or that of a class it extends. */
function constructorOf(context: Context, type: ClassValue, state: State, depth = 5): ts.ConstructorDeclaration | undefined {
  const own = type.node.members.find(
    (item): item is ts.ConstructorDeclaration => ts.isConstructorDeclaration(item) && item.body !== undefined,
  );
  if (own || depth === 0) return own;
  const base = type.node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  const value = base && ts.isIdentifier(base) ? nameValue(context, base, state) : undefined;
  return value?.kind === 'class' ? constructorOf(context, value, state, depth - 1) : undefined;
}

function nameValue(context: Context, name: ts.Identifier, state: State): Value | undefined {
  const declaration = resolveName(name.text, name);
  if (!declaration) return undefined;
  return firstValue(declared(context, declaration, state, moduleFrame(name.getSourceFile())));
}

/** The class that a type names. */
function typeValue(context: Context, type: ts.TypeNode | undefined, state: State, frame: Frame): Value | undefined {
  if (!type) return undefined;
  if (ts.isUnionTypeNode(type)) return type.types.map((part) => typeValue(context, part, state, frame)).find((found) => found);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const { typeName } = type;
  if (ts.isIdentifier(typeName)) {
    const value = nameValue(context, typeName, state);
    return value?.kind === 'class' || value?.kind === 'api' ? value : undefined;
  }
  const left = ts.isIdentifier(typeName.left) ? nameValue(context, typeName.left, state) : undefined;
  return left?.kind === 'api' ? { ...left, path: `${left.path}${left.path.endsWith('#') ? '' : '.'}${typeName.right.text}` } : undefined;
}
