import ts from 'typescript';
import type { DecoratorConvention, GateModel, InjectionModel } from '../model/declaredRoutes';
import { firstValue, moduleFrame, type Context } from './context';
import { invoke } from './call';
import { appliedDecorators } from './decorators';
import type { Frame, State } from './state';
import { keyOf, type ClassValue, type ObjectValue, type Value } from './value';

/** A module: what it gives to others and what it is made of. */
export interface DeclaredModule {
  readonly type: ClassValue;
  /** Modules it is made of: their classes, or modules with more in them than their classes say. */
  readonly imports: readonly (ClassValue | DeclaredModule)[];
  /** Classes with routes. */
  readonly controllers: readonly ts.Node[];
  readonly providers: readonly Value[];
  /** Values whose schema the settings have, and functions that check them. */
  readonly settings: readonly { readonly schema: Value | undefined; readonly validate: Value | undefined }[];
  /** Paths that modules are mounted below, by class. */
  readonly mounts: ReadonlyMap<ts.Node, string>;
}

/** Reads modules from the decorators of their classes, each once. */
export class ModuleReader {
  private readonly known = new Map<ts.Node, DeclaredModule>();

  constructor(
    private readonly context: Context,
    private readonly convention: DecoratorConvention,
    private readonly model: InjectionModel,
    private readonly state: State,
  ) {}

  /** The module that a class is; one without a decorator is empty. */
  read(type: ClassValue): DeclaredModule {
    const known = this.known.get(type.node);
    if (known) return known;
    const empty: DeclaredModule = { type, imports: [], controllers: [], providers: [], settings: [], mounts: new Map() };
    this.known.set(type.node, empty);
    const frame = moduleFrame(type.node.getSourceFile());
    const listed = appliedDecorators(this.context, this.convention, type.node, this.state, frame)
      .filter(({ path }) => path === this.model.module)
      .flatMap(({ args: [lists] }) => (lists?.kind === 'object' ? [lists] : []));
    const module = listed.reduce((before, lists) => this.with(before, lists, frame), empty);
    this.known.set(type.node, module);
    return module;
  }

  /** Modules, and those that they mount below a path, which may be in files that say nothing about others. */
  withMounted(modules: readonly DeclaredModule[]): readonly DeclaredModule[] {
    const seen = new Set<ts.Node>(modules.map(({ type }) => type.node));
    const mounted = modules.flatMap(({ mounts }) => [...mounts.keys()]).filter((node) => !seen.has(node));
    return [
      ...modules,
      ...mounted.filter(ts.isClassLike).map((node) => this.read({ kind: 'class', node, frame: moduleFrame(node.getSourceFile()) })),
    ];
  }

  /** All modules that one is made of, itself included. */
  reachable(root: DeclaredModule): readonly DeclaredModule[] {
    const seen = new Set<ts.Node>();
    const found: DeclaredModule[] = [];
    const visit = (imported: ClassValue | DeclaredModule): void => {
      const module = 'kind' in imported ? this.read(imported) : imported;
      if (seen.has(module.type.node)) return;
      seen.add(module.type.node);
      found.push(module);
      for (const next of module.imports) visit(next);
    };
    visit(root);
    return found;
  }

  private with(module: DeclaredModule, lists: ObjectValue, frame: Frame): DeclaredModule {
    const { model } = this;
    let next: DeclaredModule = {
      ...module,
      controllers: [
        ...module.controllers,
        ...itemsOf(lists, model.controllers).flatMap((item) => (item.kind === 'class' ? [item.node] : [])),
      ],
      providers: [...module.providers, ...itemsOf(lists, model.providers)],
    };
    for (const item of itemsOf(lists, model.imports)) next = this.importing(next, item, frame);
    return next;
  }

  private importing(module: DeclaredModule, item: Value, frame: Frame): DeclaredModule {
    const { model } = this;
    switch (item.kind) {
      case 'class':
        return { ...module, imports: [...module.imports, item] };
      case 'promise':
        return this.importing(module, item.value, frame);
      case 'object': {
        const type = item.fields.get('module');
        if (type?.kind !== 'class') return module;
        const own = this.read(type);
        return { ...module, imports: [...module.imports, this.with(own, item, frame)] };
      }
      case 'array':
        return item.items.reduce((before, one) => this.importing(before, one, frame), module);
      case 'api': {
        const path = item.path.replace(/\(\)$/, '');
        const args = item.calls.at(-1)?.values ?? [];
        if (model.forwards.some((forward) => forward === path)) return this.importing(module, this.result(args[0], frame), frame);
        if (model.mounts.some((mount) => mount === path))
          return { ...module, mounts: mountsOf(args[0], '', module.mounts, this.convention) };
        const options = model.configuration[asApiPath(path)];
        const [given] = args;
        if (options && given?.kind === 'object') {
          const setting = { schema: given.fields.get(options.schema), validate: given.fields.get(options.validate) };
          return { ...module, settings: [...module.settings, setting] };
        }
        return module;
      }
      default:
        return module;
    }
  }

  private result(fn: Value | undefined, frame: Frame): Value {
    const nothing: Value = { kind: 'unknown', id: 'forward', from: [] };
    if (fn?.kind !== 'function') return fn ?? nothing;
    return firstValue(invoke(this.context, fn, [], this.state, fn.node, frame)) ?? nothing;
  }
}

/** A text that is known to be one, as a path. */
export function asApiPath(path: string): `${string}#${string}` {
  const hash = path.indexOf('#');
  return `${path.slice(0, hash)}#${path.slice(hash + 1)}`;
}

function itemsOf(lists: ObjectValue, name: string): readonly Value[] {
  const list = lists.fields.get(name);
  return list?.kind === 'array' ? list.items.flatMap((item) => (item.kind === 'array' ? item.items : [item])) : [];
}

function mountsOf(
  list: Value | undefined,
  base: string,
  before: ReadonlyMap<ts.Node, string>,
  convention: DecoratorConvention,
): ReadonlyMap<ts.Node, string> {
  const mounts = new Map(before);
  for (const item of list?.kind === 'array' ? list.items : []) {
    if (item.kind === 'class') mounts.set(item.node, base);
    if (item.kind !== 'object') continue;
    const path = item.fields.get('path');
    const at = convention.join(base, path?.kind === 'literal' ? String(path.value ?? '') : '');
    const module = item.fields.get('module');
    if (module?.kind === 'class') mounts.set(module.node, at);
    for (const [node, below] of mountsOf(item.fields.get('children'), at, new Map(), convention)) mounts.set(node, below);
  }
  return mounts;
}

/** Providers by the key of their token. */
export function providersByToken(modules: readonly DeclaredModule[], model: InjectionModel): ReadonlyMap<string, ObjectValue> {
  const found = new Map<string, ObjectValue>();
  for (const { providers } of modules) {
    for (const provider of providers) {
      const token = provider.kind === 'object' ? provider.fields.get(model.provide) : undefined;
      if (provider.kind === 'object' && token) found.set(keyOf(token), provider);
    }
  }
  return found;
}

/** Providers that stand before every route. */
export function providedGates(
  modules: readonly DeclaredModule[],
  model: InjectionModel,
): readonly { readonly provider: ObjectValue; readonly model: GateModel }[] {
  return modules.flatMap(({ providers }) =>
    providers.flatMap((provider) => {
      const token = provider.kind === 'object' ? provider.fields.get(model.provide) : undefined;
      const gate = token?.kind === 'api' ? model.gates[asApiPath(token.path)] : undefined;
      return provider.kind === 'object' && gate ? [{ provider, model: gate }] : [];
    }),
  );
}
