import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import type { DecoratorConvention } from '../model/declaredRoutes';
import type { Uri } from '../model/source';
import { invoke } from './call';
import { baseClass, injectedInstance, instantiate } from './classes';
import { firstValue, moduleFrame, type Context } from './context';
import { controllerOf, type DeclaredController, type Gate } from './declaredControllers';
import { DeclaredRegistry, binder, type Binding } from './declaredRegistry';
import { configuredAt, type Configured } from './declaredSchemes';
import { withSettings } from './declaredSettings';
import { environmentOf, variantsOf } from './deployments';
import { nameText } from './evaluate';
import { Container } from './injection';
import { member } from './members';
import { Metadata } from './metadata';
import { ModuleReader, providedGates, providersByToken, type DeclaredModule } from './providers';
import type { Registration } from './routing';
import { setUp } from './routingSetup';
import { emptyState, type Fact, type State } from './state';
import type { Analysis } from './endpoint';
import { unknown, type ClassValue, type ObjectValue } from './value';

/** What is true of an application in deployments of which facts about the environment hold. */
export interface Deployment {
  readonly settings: readonly Registration[];
  readonly bindings: readonly Binding[];
  readonly facts: ReadonlyMap<string, Fact>;
}

/** One application and the classes whose methods it serves. */
export interface DeclaredApplication {
  readonly framework: FrameworkAdapter;
  readonly convention: DecoratorConvention;
  readonly registry: DeclaredRegistry;
  readonly container: Container;
  readonly context: Context;
  readonly state: State;
  readonly controllers: readonly DeclaredController[];
  /** Paths that modules are mounted below, by the classes with routes in them. */
  readonly mounts: ReadonlyMap<ts.Node, string>;
  /** What modules put before every route. */
  readonly gates: readonly Gate[];
  readonly deployments: readonly Deployment[];
  /** What it was made with. */
  readonly options: ObjectValue | undefined;
  /** What a file around its classes says about it. */
  readonly configured: Configured | undefined;
}

/** The files of a package by what they hold. */
export interface DeclaringFiles {
  readonly controllers: readonly Uri[];
  readonly modules: readonly Uri[];
  readonly applications: readonly Uri[];
}

/** Runs what sets up the applications of a package and reads the declarations of its classes. */
export function declaredApplications(
  analysis: Analysis,
  framework: FrameworkAdapter,
  convention: DecoratorConvention,
  files: DeclaringFiles,
): readonly DeclaredApplication[] {
  const metadata = convention.metadata && new Metadata(convention.metadata);
  const providers = new Map<string, ObjectValue>();
  const container = new Container(convention, providers, metadata);
  const registry = new DeclaredRegistry(framework, convention, container);
  const router = convention.application?.router;
  const { context, states: started } = setUp(analysis, router ? [{ ...framework, routers: [router] }] : [], files.applications, registry);
  context.runtime = container;
  const [first = emptyState] = started;
  const run = { analysis, framework, convention, registry, container, context, metadata };
  const classes = files.controllers.flatMap((uri) => classesOf(run, uri, first));
  const reader = convention.injection && new ModuleReader(context, convention, convention.injection, first);
  const states = files.applications.reduce((before, uri) => extending(run, uri, before), started);
  const roots = [...registry.roots].map(([made, [root]]) => ({ made, root: root?.kind === 'class' ? root : undefined }));
  const isOne = roots.length < 2;
  const everything =
    reader && isOne
      ? reader.withMounted(
          files.modules.flatMap((uri) =>
            classesIn(run, uri).flatMap((type) => refreshed(context, () => withConfigured(reader.read(type)))),
          ),
        )
      : [];
  const groups = roots.map(({ made, root }): Group => {
    const modules = reader && !isOne && root ? reader.reachable(reader.read(root)) : everything;
    return { made, modules, listed: new Set([...modules.flatMap(({ controllers }) => controllers), ...optionClasses(run, made)]) };
  });
  const placed = placement(groups, classes, everything);
  return placed.map(({ made, modules, controllers }) => {
    for (const [key, provider] of convention.injection ? providersByToken(modules, convention.injection) : []) providers.set(key, provider);
    container.classes.push(...modules.flatMap((module) => module.providers.filter((provider) => provider.kind === 'class')));
    return application(run, made, modules, controllers, states);
  });
}

interface Run {
  readonly analysis: Analysis;
  readonly framework: FrameworkAdapter;
  readonly convention: DecoratorConvention;
  readonly registry: DeclaredRegistry;
  readonly container: Container;
  readonly context: Context;
  readonly metadata: Metadata | undefined;
}

/** Evaluations for the decorators of one class. */
const share = 6_000;

function refreshed<T>(context: Context, work: () => T): T {
  context.budget = share;
  return work();
}

function classesIn({ analysis: { program } }: Run, uri: Uri): readonly ClassValue[] {
  const file = program.file(uri);
  if (!file) return [];
  const frame = moduleFrame(file);
  const found: ClassValue[] = [];
  for (const node of file.statements)
    if (ts.isClassDeclaration(node) && ts.getDecorators(node)?.length) found.push({ kind: 'class', node, frame });
  return found;
}

function classesOf(run: Run, uri: Uri, state: State): readonly DeclaredController[] {
  const { context, convention, metadata } = run;
  return classesIn(run, uri).flatMap((type) => refreshed(context, () => controllerOf(context, convention, type, state, metadata)) ?? []);
}

interface Placed {
  readonly made: object | undefined;
  readonly modules: readonly DeclaredModule[];
  readonly controllers: readonly DeclaredController[];
}

/** Makes the applications of classes that extend a library's, unless code has made one already. */
function extending({ analysis, convention, registry, context }: Run, uri: Uri, states: readonly State[]): readonly State[] {
  const bases = Object.keys(convention.application?.extended ?? {});
  const file = bases.length > 0 ? analysis.program.file(uri) : undefined;
  if (!file || registry.roots.size > 0) return states;
  const frame = moduleFrame(file);
  return file.statements.filter(ts.isClassDeclaration).reduce((before, node) => {
    const type: ClassValue = { kind: 'class', node, frame };
    return refreshed(context, () => {
      const ends = before.flatMap((state) => {
        const base = firstValue(baseClass(context, type, state));
        if (base?.kind !== 'api' || !bases.includes(`${base.path}()`)) return [];
        return instantiate(context, type, [], state, node, frame).flatMap((end) => (end.thrown ? [] : [end.state]));
      });
      return ends.length > 0 ? ends.slice(0, mostDeployments) : before;
    });
  }, states);
}

/** A module and those that it configures itself. */
function withConfigured(module: DeclaredModule): readonly DeclaredModule[] {
  return [module, ...module.imports.flatMap((imported) => ('kind' in imported ? [] : withConfigured(imported)))];
}

/** The classes that an application's options list. */
function optionClasses({ registry, convention }: Run, made: object): readonly ts.Node[] {
  const list = registry.options.get(made)?.fields.get(convention.application?.options?.controllers ?? '');
  return list?.kind === 'array' ? list.items.flatMap((item) => (item.kind === 'class' ? [item.node] : [])) : [];
}

interface Group {
  readonly made: object;
  readonly modules: readonly DeclaredModule[];
  /** The classes that it says it serves. */
  readonly listed: ReadonlySet<ts.Node>;
}

/** Which application serves which classes: the only one, the one whose modules list them, or the one that is nearest. */
function placement(
  groups: readonly Group[],
  classes: readonly DeclaredController[],
  everything: readonly DeclaredModule[],
): readonly Placed[] {
  if (groups.length === 0) return [{ made: undefined, modules: everything, controllers: classes }];
  if (groups.length === 1) return groups.map((group) => ({ ...group, controllers: classes }));
  return groups.map((group, index) => ({
    ...group,
    controllers: classes.filter(({ type }) => group.listed.has(type.node) || nearest(type, groups) === index),
  }));
}

function nearest(type: ClassValue, groups: readonly Group[]): number | undefined {
  if (groups.some(({ listed }) => listed.has(type.node))) return undefined;
  const { fileName } = type.node.getSourceFile();
  const common = groups.map(({ modules }) => sharedLength(fileName, modules[0]?.type.node.getSourceFile().fileName ?? ''));
  return common.indexOf(Math.max(...common));
}

function sharedLength(a: string, b: string): number {
  let end = 0;
  while (end < a.length && a[end] === b[end]) end++;
  return end;
}

function application(
  run: Run,
  made: object | undefined,
  modules: readonly DeclaredModule[],
  controllers: readonly DeclaredController[],
  states: readonly State[],
): DeclaredApplication {
  const { context, convention, registry, container, framework } = run;
  const [first = emptyState] = states;
  const node = modules[0]?.type.node ?? controllers[0]?.type.node;
  const frame = node && moduleFrame(node.getSourceFile());
  context.budget = share;
  // What tells deployments apart belongs to them.
  const common: State = { ...first, facts: new Map() };
  const state = frame ? withSettings(context, modules, common, frame) : common;
  const mounted = new Map<ts.Node, string>();
  for (const { mounts } of modules)
    for (const [module, path] of mounts)
      for (const owner of modules.filter(({ type }) => type.node === module))
        for (const controller of owner.controllers) mounted.set(controller, path);
  const gates =
    convention.injection && node
      ? providedGates(modules, convention.injection).map(({ provider, model }): Gate => ({ model, value: provider, node }))
      : [];
  return {
    framework,
    convention,
    registry,
    container,
    context,
    state,
    controllers,
    mounts: mounted,
    gates,
    deployments: deploymentsOf(run, made, modules, states),
    options: made && registry.options.get(made),
    configured: node && convention.configured && configuredAt(context, convention.configured, node.getSourceFile().fileName, state),
  };
}

/** At most so many different sets of settings and bindings are kept apart. */
const mostDeployments = 8;

function deploymentsOf(
  run: Run,
  made: object | undefined,
  modules: readonly DeclaredModule[],
  states: readonly State[],
): readonly Deployment[] {
  const { registry } = run;
  const found = states.flatMap((state) =>
    bindingStates(run, modules, state).flatMap((bound) =>
      variantsOf(bound).map(({ lacks, facts }): Deployment => ({
        settings: registry.inEffect(state, lacks).filter(({ router }) => router === made),
        bindings: registry.bound(bound),
        facts: environmentOf(facts),
      })),
    ),
  );
  const distinct = new Map(
    found.map((one) => [`${one.settings.map(({ id }) => id).join()}|${one.bindings.map((b) => registry.bindings.indexOf(b)).join()}`, one]),
  );
  return [...distinct.values()].slice(0, mostDeployments);
}

/** The states after the methods in which modules bind middleware. */
function bindingStates({ context, convention }: Run, modules: readonly DeclaredModule[], state: State): readonly State[] {
  const { binding } = convention;
  if (!binding) return [state];
  let states: readonly State[] = [state];
  for (const { type } of modules) {
    const node = type.node.members.find((item) => item.name && nameText(item.name) === binding.method);
    if (!node) continue;
    context.budget = share;
    const frame = moduleFrame(type.node.getSourceFile());
    const next = states.flatMap((before) =>
      member(context, injectedInstance(type), binding.method, before, node).flatMap((found) =>
        found.thrown
          ? []
          : invoke(context, found.value, [binder, unknown('binder')], found.state, node, frame).flatMap((end) =>
              end.thrown ? [] : [end.state],
            ),
      ),
    );
    if (next.length > 0) states = next.slice(0, mostDeployments);
  }
  return states;
}
