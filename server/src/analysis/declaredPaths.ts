import type ts from 'typescript';
import type { HttpMethod } from '../model/endpoint';
import { canonicalPath } from '../project/routePath';
import type { VersioningModel } from '../model/declaredRoutes';
import type { DeclaredApplication, Deployment } from './declaredSetUp';
import type { DeclaredController, DeclaredMethod, Gate } from './declaredControllers';
import { schemesOf } from './declaredSchemes';
import { textsOf } from './decorators';
import { inCommon } from './deployments';
import type { Binding } from './declaredRegistry';
import type { Registration } from './routing';
import type { Fact } from './state';
import type { Value } from './value';

/** What stands before a handler in deployments of which facts hold. */
export interface DeclaredChain {
  readonly gates: readonly Gate[];
  readonly facts: ReadonlyMap<string, Fact>;
}

/** A declared route under one full path. */
export interface DeclaredPath {
  readonly application: DeclaredApplication;
  readonly controller: DeclaredController;
  readonly method: DeclaredMethod;
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  readonly node: ts.Node;
  readonly chains: readonly DeclaredChain[];
}

/** All routes of applications under their full paths, with what stands before each. */
export function declaredPaths(applications: readonly DeclaredApplication[]): readonly DeclaredPath[] {
  const found = new Map<string, DeclaredPath & { readonly chains: DeclaredChain[] }>();
  for (const application of applications) pathsIn(application, found);
  return [...found.values()];
}

function pathsIn(application: DeclaredApplication, found: Map<string, DeclaredPath & { readonly chains: DeclaredChain[] }>): void {
  for (const deployment of application.deployments) {
    for (const controller of application.controllers) {
      for (const method of controller.methods) {
        for (const path of pathsOf(application, deployment, controller, method)) {
          const key = `${method.node.getSourceFile().fileName}:${method.node.pos}:${controller.type.node.pos}:${path}`;
          const entry = found.get(key) ?? {
            application,
            controller,
            method,
            path,
            methods: method.methods,
            node: method.node.name,
            chains: [],
          };
          found.set(key, entry);
          const gates = gatesOf(application, deployment, controller, method, path);
          const known = entry.chains.findIndex((chain) => sameGates(chain.gates, gates));
          const before = entry.chains[known];
          if (before) entry.chains[known] = { gates, facts: inCommon(before.facts, deployment.facts) };
          else entry.chains.push({ gates, facts: deployment.facts });
        }
      }
    }
  }
}

function sameGates(a: readonly Gate[], b: readonly Gate[]): boolean {
  return a.length === b.length && a.every(({ value, model }, index) => b[index]?.value === value && b[index].model === model);
}

function pathsOf(
  application: DeclaredApplication,
  deployment: Deployment,
  controller: DeclaredController,
  method: DeclaredMethod,
): readonly string[] {
  const { convention, mounts } = application;
  const { join } = convention;
  const mount = [...parentsOf(application, controller)].reduceRight(
    (path, { paths, type }) => join(join(path, mounts.get(type.node) ?? ''), textOr(paths[0])),
    mounts.get(controller.type.node) ?? '',
  );
  const below = controller.paths.flatMap((base) => method.paths.map((own) => join(join(mount, textOr(base)), textOr(own))));
  const versioned = versionsOf(application, deployment, method);
  return below.flatMap((path) => {
    const prefix = prefixOf(application, deployment, path, method);
    return versioned.map((version) => join(join(prefix, version), path));
  });
}

/** The controllers that one is listed by, innermost first. */
function parentsOf(
  application: Pick<DeclaredApplication, 'controllers'>,
  { type }: DeclaredController,
  depth = 4,
): readonly DeclaredController[] {
  const parent = depth > 0 ? application.controllers.find(({ children }) => children.includes(type.node)) : undefined;
  return parent ? [parent, ...parentsOf(application, parent, depth - 1)] : [];
}

/** A path that is not known stands for any. */
function textOr(path: string | undefined): string {
  return path ?? '*';
}

function prefixOf(
  { convention, registry, options, configured }: DeclaredApplication,
  { settings }: Deployment,
  path: string,
  method: DeclaredMethod,
): string {
  const option = options?.fields.get(convention.application?.options?.prefix ?? '');
  let prefix = option ? textOr(textsOf(option)[0]) : (configured?.prefix ?? '');
  for (const registration of settings) {
    const model = convention.application?.prefix.find((one) => one.method === registry.nameOf(registration));
    if (!model) continue;
    const given = registration.handlers.map(({ value }) => value).find((value) => value.kind === 'object');
    const list = given?.kind === 'object' ? given.fields.get(model.except) : undefined;
    const isExcepted = itemsOf(list).some((item) => patternCovers(convention.covers, item, path, method, ''));
    if (!isExcepted) prefix = convention.join(prefix, registration.paths[0] ?? (registration.paths.length > 0 ? '*' : ''));
  }
  return prefix;
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'array' ? value.items : value ? [value] : [];
}

/** Whether a path, or an object with `path` and `method`, names a route exactly. */
function patternCovers(
  covers: (pattern: string, routePath: string, exact: boolean) => boolean,
  item: Value,
  path: string,
  method: DeclaredMethod,
  prefix: string,
  exact = true,
): boolean {
  const [text] = textsOf(item.kind === 'object' ? item.fields.get('path') : item);
  if (text === undefined) return false;
  const given = item.kind === 'object' ? item.fields.get('method') : undefined;
  const verb =
    given?.kind === 'api' ? given.path.slice(given.path.lastIndexOf('.') + 1) : given?.kind === 'literal' ? String(given.value) : 'ALL';
  const isMethod = verb.toUpperCase() === 'ALL' || (method.methods.length > 0 && method.methods.every((one) => one === verb.toUpperCase()));
  return isMethod && covers(`${prefix}/${text}`.replace(/\/{2,}/g, '/'), canonicalPath(path), exact);
}

function versionsOf({ convention, registry }: DeclaredApplication, { settings }: Deployment, method: DeclaredMethod): readonly string[] {
  for (const registration of settings) {
    const model = convention.application?.versions[registry.nameOf(registration)];
    if (!model) continue;
    const options = registration.handlers.map(({ value }) => value).find((value) => value.kind === 'object');
    const option = (name: string): Value | undefined => (options?.kind === 'object' ? options.fields.get(name) : undefined);
    const kind = option(model.kind);
    if (kind && !(kind.kind === 'api' && kind.path === model.inPath)) return [''];
    const versions = method.versions ?? itemsOf(option(model.defaultOption));
    return versions.length === 0 ? [''] : versions.map((version) => segment(model, version, option(model.prefixOption)));
  }
  return [''];
}

function segment(model: VersioningModel, version: Value, prefix: Value | undefined): string {
  if (version.kind === 'api' && version.path === model.neutral) return '';
  const before = prefix?.kind === 'literal' ? (prefix.value === false ? '' : String(prefix.value)) : model.prefix;
  return `${before}${textsOf(version)[0] ?? '*'}`;
}

function gatesOf(
  application: DeclaredApplication,
  deployment: Deployment,
  controller: DeclaredController,
  method: DeclaredMethod,
  path: string,
): readonly Gate[] {
  const { convention, registry } = application;
  const gates = deployment.settings.flatMap((registration) => {
    const model = convention.application?.gates[registry.nameOf(registration)];
    if (!model || !coversAll(application, registration, path)) return [];
    const [mount = ''] = registration.paths;
    return registration.handlers.map(({ value, node }): Gate => ({ model, value, node, mount }));
  });
  const inherited = parentsOf(application, controller)
    .toReversed()
    .flatMap((parent) => parent.gates);
  const before = gates.filter(({ model }) => model.result === 'ignored');
  const global = gates.filter(({ model }) => model.result !== 'ignored');
  const prefix = prefixOf(application, deployment, path, method);
  const bound = deployment.bindings.flatMap((binding) => boundGates(application, binding, controller, method, path, prefix));
  return [
    ...before,
    ...bound,
    ...global,
    ...application.gates,
    ...asked(application, method),
    ...schemesOf(application, method),
    ...inherited,
    ...method.gates,
  ];
}

/** Code among the application's options that decorators of the method or its class ask for. */
function asked({ convention, options }: DeclaredApplication, { decorators, node }: DeclaredMethod): readonly Gate[] {
  const asks = [...decorators.ofClass, ...decorators.own].map(({ path }) => path);
  return Object.entries(convention.application?.options?.gates ?? {}).flatMap(([decorator, { option, model }]) => {
    const value = asks.some((path) => path === decorator) ? options?.fields.get(option) : undefined;
    return value ? [{ model, value, node: node.name }] : [];
  });
}

function coversAll({ convention }: DeclaredApplication, { paths }: Registration, path: string): boolean {
  return paths.some((pattern) => pattern !== undefined && (pattern === '' || convention.covers(pattern, canonicalPath(path), false)));
}

function boundGates(
  { convention }: DeclaredApplication,
  { applied, targets, excluded, node }: Binding,
  controller: DeclaredController,
  method: DeclaredMethod,
  path: string,
  prefix: string,
): readonly Gate[] {
  const { binding } = convention;
  if (!binding) return [];
  const { covers } = convention;
  if (excluded.some((item) => patternCovers(covers, item, path, method, prefix) || patternCovers(covers, item, path, method, '')))
    return [];
  const target = targets.find((one) =>
    one.kind === 'class' ? one.node === controller.type.node : patternCovers(covers, one, path, method, prefix, one.kind === 'object'),
  );
  if (!target) return [];
  // For a class, and for one method, it is bound to each route; for a path alone it is mounted there.
  const mount = target.kind === 'literal' ? `${prefix}/${textsOf(target)[0] ?? '*'}` : '';
  return applied.map((value): Gate => ({ model: binding.gate, value, node, mount }));
}
