import ts from 'typescript';
import type { GuardedByConfiguration, ObjectConvention } from '../model/declaredObjects';
import { httpMethod, type HttpMethod } from '../model/endpoint';
import type { Uri } from '../model/source';
import { resolveName } from '../project/scope';
import { exportOf } from '../project/exports';
import type { Program } from '../project/program';
import type { Link } from './chain';
import { firstValue, moduleFrame, one, quietly, type Context } from './context';
import { textsOf } from './decorators';
import { contextFor, type Analysis, type Route } from './endpoint';
import { evaluate } from './evaluate';
import { spanOf } from './recorder';
import { emptyState, type State } from './state';
import { unknown, type NativeValue, type Outcome, type Value } from './value';
import { functionIn, isTransparent, walk } from '../project/syntax';

/** An endpoint that an object of the configuration declares. */
export interface ObjectEndpoint {
  /** The spot it is known by. */
  readonly node: ts.Node;
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  /** The function that handles requests, where it stands in the object. */
  readonly handler: ts.FunctionLikeDeclaration | undefined;
  readonly route: Route;
}

/** The endpoints in the lists of files' objects, and those that functions in them guard. */
export function objectEndpoints(analysis: Analysis, uris: readonly Uri[], convention: ObjectConvention): readonly ObjectEndpoint[] {
  const context = contextFor(analysis, '', undefined);
  context.quiet++;
  const found = new Map<string, ObjectEndpoint>();
  for (const uri of uris) {
    const file = analysis.program.file(uri);
    if (!file) continue;
    walk(file, (node) => {
      if (ts.isObjectLiteralExpression(node)) {
        for (const endpoint of [...listed(context, convention, node), ...guarded(convention, node)])
          found.set(`${endpoint.node.getSourceFile().fileName}:${endpoint.node.pos}:${endpoint.path}`, endpoint);
      }
    });
  }
  return [...found.values()];
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | ts.MethodDeclaration | undefined {
  for (const item of object.properties) {
    if (!item.name || item.name.getText().replace(/['"]/g, '') !== name) continue;
    if (ts.isPropertyAssignment(item)) return item.initializer;
    if (ts.isShorthandPropertyAssignment(item)) return item.name;
    if (ts.isMethodDeclaration(item)) return item;
  }
  return undefined;
}

function textOf(context: Context, node: ts.Expression | ts.MethodDeclaration | undefined): string | undefined {
  if (!node || ts.isMethodDeclaration(node)) return undefined;
  context.budget = 500;
  const value = firstValue(evaluate(context, node, emptyState, moduleFrame(node.getSourceFile())));
  return value && textsOf(value)[0];
}

/** The endpoints of an object that has a list of them. */
function listed(context: Context, convention: ObjectConvention, owner: ts.ObjectLiteralExpression): readonly ObjectEndpoint[] {
  const list = propertyOf(owner, convention.list);
  if (!list || ts.isMethodDeclaration(list)) return [];
  const slug = propertyOf(owner, convention.owner);
  const name = slug === undefined ? undefined : (textOf(context, slug) ?? '*');
  const above = typeNames(owner).flatMap((type) => convention.typed[type] ?? [])[0] ?? '';
  const base = name === undefined ? '' : `${above}/${name}`;
  return objectsIn(context.program, list).flatMap((object): readonly ObjectEndpoint[] => {
    const path = textOf(context, propertyOf(object, convention.path));
    const method = textOf(context, propertyOf(object, convention.method))?.toUpperCase();
    const handler = propertyOf(object, convention.handler);
    if (path === undefined || method === undefined || !handler) return [];
    const isRoot = propertyOf(object, convention.root)?.kind === ts.SyntaxKind.TrueKeyword;
    const known = httpMethod(method);
    return [
      {
        node: nameOf(object, convention),
        path: isRoot ? path : `${convention.base}${base}/${path}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
        methods: known ? [known] : [],
        handler: functionIn(handler),
        route: {
          links: (follow, state) =>
            valuesAt(follow, handler, state).map(({ value, state: at }) => ({
              links: [{ value, calling: convention.calling, node: nameOf(object, convention) }],
              state: at,
            })),
        },
      },
    ];
  });
}

/** The variable an object is kept in, or else the value of its path. */
function nameOf(object: ts.ObjectLiteralExpression, { path }: ObjectConvention): ts.Node {
  const { parent } = object;
  if (ts.isVariableDeclaration(parent)) return parent.name;
  return propertyOf(object, path) ?? object;
}

/** The names of the types that an object is given: by its variable, by `satisfies`, or by a function around it. */
function typeNames(object: ts.ObjectLiteralExpression): readonly string[] {
  const { parent } = object;
  if (ts.isVariableDeclaration(parent)) return parent.type ? [parent.type.getText()] : [];
  return ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent) ? [parent.type.getText()] : [];
}

/** The object literals of a list, through names and spreads. */
function objectsIn(program: Program, node: ts.Expression, depth = 5): readonly ts.ObjectLiteralExpression[] {
  if (depth === 0) return [];
  if (ts.isObjectLiteralExpression(node)) return [node];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((item) => objectsIn(program, item, depth - 1));
  if (isTransparent(node) || ts.isSpreadElement(node)) return objectsIn(program, node.expression, depth - 1);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap((side) => objectsIn(program, side, depth - 1));
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap((side) => objectsIn(program, side, depth - 1));
  if (!ts.isIdentifier(node)) return [];
  const declaration = resolveName(node.text, node);
  if (declaration && ts.isVariableDeclaration(declaration))
    return declaration.initializer ? objectsIn(program, declaration.initializer, depth - 1) : [];
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
  if (!statement || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const resolved = program.resolve(statement.moduleSpecifier.text, node.getSourceFile().fileName);
  const file = resolved.kind === 'file' ? program.file(resolved.uri) : undefined;
  const name = ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : 'default';
  const exported = file && exportOf(file, name).found;
  if (exported?.kind === 'declaration' && ts.isVariableDeclaration(exported.node) && exported.node.initializer)
    return objectsIn(program, exported.node.initializer, depth - 1);
  return exported?.kind === 'expression' ? objectsIn(program, exported.node, depth - 1) : [];
}

function valuesAt(context: Context, node: ts.Expression | ts.MethodDeclaration, state: State): readonly Outcome[] {
  const frame = moduleFrame(node.getSourceFile());
  if (ts.isMethodDeclaration(node)) return one({ kind: 'function', node, frame, self: undefined, bound: [] }, state);
  return quietly(context, () => evaluate(context, node, state, frame)).filter((end) => !end.thrown);
}

/** Endpoints of the framework that a function of a configuration guards. */
function guarded(convention: ObjectConvention, object: ts.ObjectLiteralExpression): readonly ObjectEndpoint[] {
  return convention.guarded.flatMap((model): readonly ObjectEndpoint[] => {
    const [first = '', ...rest] = model.at;
    let node = propertyOf(object, first);
    for (const name of rest) node = node && ts.isObjectLiteralExpression(node) ? propertyOf(node, name) : undefined;
    const guard = node;
    return guard
      ? [{ node: keyOf(guard), path: model.path, methods: model.methods, handler: undefined, route: guardedRoute(model, guard) }]
      : [];
  });
}

function keyOf(node: ts.Expression | ts.MethodDeclaration): ts.Node {
  const property = ts.isMethodDeclaration(node) ? node : node.parent;
  return ts.isMethodDeclaration(property) || ts.isPropertyAssignment(property) ? property.name : node;
}

function guardedRoute(model: GuardedByConfiguration, guard: ts.Expression | ts.MethodDeclaration): Route {
  const answer: Value = { kind: 'response', status: 200, refuses: false, continues: false, span: spanOf(keyOf(guard)) };
  const served: NativeValue = { kind: 'native', name: 'served', run: ({ state }) => one(answer, state) };
  return {
    links: (context, state) =>
      valuesAt(context, guard, state).map(({ value, state: at }) => {
        const links: readonly Link[] = [
          {
            value: value.kind === 'literal' ? unknown('guard') : value,
            calling: { parameters: [model.given], result: 'allows', style: 'other' },
            node: guard,
            isGate: true,
          },
          { value: served, calling: { parameters: [], result: 'responds', style: 'other' }, node: keyOf(guard) },
        ];
        return { links, state: at };
      }),
  };
}
