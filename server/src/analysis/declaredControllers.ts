import ts from 'typescript';
import type { DecoratorConvention, GateModel } from '../model/declaredRoutes';
import type { HttpMethod } from '../model/endpoint';
import { baseClass } from './classes';
import { firstValue, moduleFrame, type Context } from './context';
import { appliedDecorators, textsOf, type Applied } from './decorators';
import { nameText } from './evaluate';
import type { Metadata } from './metadata';
import { flatten } from './registering';
import type { State } from './state';
import { literal, type ClassValue, type Value } from './value';

/** A value that stands before a handler, with the way it is called. */
export interface Gate {
  readonly model: GateModel;
  readonly value: Value;
  readonly node: ts.Node;
  /** The path that it is not told, because it is bound below it. */
  readonly mount?: string;
}

/** A method of a controller that answers requests. */
export interface DeclaredMethod {
  readonly node: ts.MethodDeclaration;
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  readonly paths: readonly (string | undefined)[];
  /** Versions it answers, of its own or of its controller; `undefined` when neither names one. */
  readonly versions: readonly Value[] | undefined;
  readonly gates: readonly Gate[];
  /** Its decorators and those of its class. */
  readonly decorators: { readonly own: readonly Applied[]; readonly ofClass: readonly Applied[] };
  /** The decorators of its parameters. */
  readonly parameters: readonly (readonly Applied[])[];
}

/** A class whose methods answer requests. */
export interface DeclaredController {
  readonly type: ClassValue;
  readonly paths: readonly (string | undefined)[];
  readonly methods: readonly DeclaredMethod[];
  /** What its class puts before every route. */
  readonly gates: readonly Gate[];
  /** Classes that are mounted below its path. */
  readonly children: readonly ts.Node[];
}

const anyMethod = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** The controller that a class is by its decorators; what they leave is remembered. */
export function controllerOf(
  context: Context,
  convention: DecoratorConvention,
  type: ClassValue,
  state: State,
  metadata: Metadata | undefined,
): DeclaredController | undefined {
  const frame = moduleFrame(type.node.getSourceFile());
  const applied = appliedDecorators(context, convention, type.node, state, frame);
  const declared = applied.find(({ path }) => convention.controllers.some((one) => one === path));
  if (!declared) return undefined;
  const inherited = convention.inherits ? decoratorsOfBases(context, convention, type, state) : [];
  const ofClass = [...applied, ...inherited];
  metadata?.add(type.node, ofClass);
  const [argument] = declared.args;
  const options = argument?.kind === 'object' ? argument.fields : undefined;
  const versions = options?.get('version') ?? versionOf(convention, applied);
  const gates = [...gatesOf(convention, inherited), ...gatesOf(convention, applied)];
  return {
    type,
    gates,
    children: applied
      .filter(({ path }) => convention.children?.some((one) => one === path))
      .flatMap(({ args }) => args.flatMap(flatten))
      .flatMap((value) =>
        value.kind === 'class' ? [value.node] : value.kind === 'object' && typeof value.type === 'object' ? [value.type.node] : [],
      ),
    paths: textsOf(options ? options.get('path') : argument),
    methods: methodsOf(context, convention, type, state).flatMap((node) => {
      const own = appliedDecorators(context, convention, node, state, moduleFrame(node.getSourceFile()));
      metadata?.add(node, own);
      const parameters = (): DeclaredMethod['parameters'] =>
        node.parameters.map((parameter) => appliedDecorators(context, convention, parameter, state, moduleFrame(node.getSourceFile())));
      return declaredMethod(convention, node, { own, ofClass }, { versions, gates }, parameters);
    }),
  };
}

/** What decorates the classes that a class extends, the closest first. */
function decoratorsOfBases(
  context: Context,
  convention: DecoratorConvention,
  type: ClassValue,
  state: State,
  depth = 3,
): readonly Applied[] {
  const base = depth > 0 ? firstValue(baseClass(context, type, state)) : undefined;
  if (base?.kind !== 'class') return [];
  const applied = appliedDecorators(context, convention, base.node, state, moduleFrame(base.node.getSourceFile()));
  return [...applied, ...decoratorsOfBases(context, convention, base, state, depth - 1)];
}

/** The methods of a class and of those it extends, each name once. */
function methodsOf(
  context: Context,
  convention: DecoratorConvention,
  type: ClassValue,
  state: State,
  depth = 3,
): readonly ts.MethodDeclaration[] {
  const own = type.node.members.filter((item): item is ts.MethodDeclaration => ts.isMethodDeclaration(item) && item.body !== undefined);
  const base = depth > 0 ? firstValue(baseClass(context, type, state)) : undefined;
  if (base?.kind !== 'class') return own;
  const names = new Set(own.map(({ name }) => nameText(name)));
  return [...own, ...methodsOf(context, convention, base, state, depth - 1).filter(({ name }) => !names.has(nameText(name)))];
}

function declaredMethod(
  convention: DecoratorConvention,
  node: ts.MethodDeclaration,
  decorators: DeclaredMethod['decorators'],
  inherited: { readonly versions: Value | undefined; readonly gates: readonly Gate[] },
  parameters: () => DeclaredMethod['parameters'],
): readonly DeclaredMethod[] {
  const name = nameText(node.name);
  const { own } = decorators;
  const routes = own.flatMap((one) => {
    const methods = Object.entries(convention.routes).find(([path]) => path === one.path)?.[1];
    return methods ? [routeOf(one, methods)] : [];
  });
  const [first] = routes;
  if (!first || name === undefined) return [];
  const versions = versionOf(convention, own) ?? inherited.versions;
  const all = routes.flatMap(({ methods }) => methods);
  const paths = [...new Set(routes.flatMap((route) => route.paths))];
  return [
    {
      node,
      name,
      methods: routes.some(({ methods }) => methods.length === 0) ? [] : [...new Set(all)],
      paths,
      versions: versions === undefined ? undefined : versions.kind === 'array' ? versions.items : [versions],
      gates: [...inherited.gates, ...gatesOf(convention, own)],
      decorators,
      parameters: parameters(),
    },
  ];
}

function routeOf({ args: [argument] }: Applied, methods: readonly HttpMethod[]): Pick<DeclaredMethod, 'methods' | 'paths'> {
  if (argument?.kind !== 'object') return { methods, paths: textsOf(argument) };
  const given = argument.fields.get('method');
  const text =
    given?.kind === 'api' ? given.path.slice(given.path.lastIndexOf('.') + 1) : given?.kind === 'literal' ? String(given.value) : '';
  const named = [text.toUpperCase()].filter((one): one is HttpMethod => anyMethod.test(one));
  const isAll = /^all$/i.test(text);
  return {
    methods: isAll ? [] : named.length > 0 ? named : methods.length === 0 ? ['GET'] : methods,
    paths: textsOf(argument.fields.get('path')),
  };
}

function versionOf(convention: DecoratorConvention, applied: readonly Applied[]): Value | undefined {
  const found = applied.find(({ path }) => convention.versions.some((one) => one === path));
  return found && (found.args[0] ?? literal(undefined));
}

function gatesOf(convention: DecoratorConvention, applied: readonly Applied[]): readonly Gate[] {
  return applied.flatMap(({ path, args, node }) => {
    const model = Object.entries(convention.gates).find(([gate]) => gate === path)?.[1];
    return model ? args.flatMap(flatten).map((value): Gate => ({ model, value, node })) : [];
  });
}
