import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import { nameText } from './evaluate';
import { takesRouter } from './routingParameters';
import { isTransparent } from '../project/syntax';

/** A method of a class that sets up routes. */
export interface MethodEntry {
  readonly node: ts.MethodDeclaration;
  readonly name: string;
}

/** Code outside of modules' own statements that sets up routes when something calls it. */
export type EntryPoint =
  | { readonly kind: 'function'; readonly node: ts.FunctionLikeDeclaration }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly methods: readonly MethodEntry[] };

/** Functions and classes that make routers or take one, callers first: what another one calls need not be tried on its own. */
export function entryPoints(files: readonly ts.SourceFile[], frameworks: readonly FrameworkAdapter[]): readonly EntryPoint[] {
  const makes = makesRouter(frameworks);
  const found = files.flatMap((file) => declarations(file).flatMap(({ node, name }) => entryOf(node, name, makes, frameworks)));
  const called = new Set<string>();
  for (const file of files)
    for (const match of file.text.matchAll(/(?<!function\s)(?:new\s+)?\b([A-Za-z_$][\w$]*)\s*\(/g)) called.add(match[1] ?? '');
  const rank = (entry: Ranked): number => (entry.name !== undefined && called.has(entry.name) ? 2 : 0) + (entry.takes ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b)).map(({ entry }) => entry);
}

interface Ranked {
  readonly entry: EntryPoint;
  readonly name: string | undefined;
  readonly takes: boolean;
}

function entryOf(
  node: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration,
  name: string | undefined,
  makes: (node: ts.Node) => boolean,
  frameworks: readonly FrameworkAdapter[],
): readonly Ranked[] {
  if (!ts.isClassLike(node)) {
    const takes = takesRouter(node, frameworks);
    return takes || makes(node) ? [{ entry: { kind: 'function', node }, name, takes }] : [];
  }
  const methods = node.members.flatMap((member): readonly MethodEntry[] => {
    const memberName = member.name && nameText(member.name);
    if (!ts.isMethodDeclaration(member) || !member.body || memberName === undefined) return [];
    return takesRouter(member, frameworks) ||
      makes(member) ||
      /\bthis\.\w+\.(?:use|route|get|post|put|patch|delete|all)\(/.test(member.getText())
      ? [{ node: member, name: memberName }]
      : [];
  });
  const takes = node.members.some((member) => ts.isConstructorDeclaration(member) && takesRouter(member, frameworks));
  return takes || makes(node) || methods.length > 0 ? [{ entry: { kind: 'class', node, methods }, name, takes }] : [];
}

/** Whether code calls something by a name that routers are usually made with. */
function makesRouter(frameworks: readonly FrameworkAdapter[]): (node: ts.Node) => boolean {
  const names = frameworks.flatMap(({ routers }) => routers.flatMap(({ create }) => create.map((path) => lastName(path))));
  const anyName = `(?:${[...new Set(names)].join('|')})`;
  const pattern = new RegExp(`\\b${anyName}\\b`);
  const called = new RegExp(`(?:^|[.])${anyName}$`);
  const makes = (node: ts.Node): boolean => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && called.test(node.expression.getText())) return true;
    return ts.forEachChild(node, (child) => makes(child) || undefined) ?? false;
  };
  return (node) => pattern.test(node.getText()) && makes(node);
}

function lastName(path: string): string {
  const [module = '', members = ''] = path.split('#');
  const last = members.replace(/\(\)/g, '').split('.').at(-1) ?? '';
  return last === '' ? module.replace(/^.*\//, '').replace(/\W/g, '\\W?') : last;
}

interface Declared {
  readonly node: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration;
  readonly name: string | undefined;
}

/** Functions and classes of a module's top level, however they are exported. */
function declarations(file: ts.SourceFile): readonly Declared[] {
  return file.statements.flatMap((statement): readonly Declared[] => {
    if (ts.isFunctionDeclaration(statement)) return statement.body ? [{ node: statement, name: statement.name?.text }] : [];
    if (ts.isClassDeclaration(statement)) return [{ node: statement, name: statement.name?.text }];
    if (ts.isExportAssignment(statement)) return inExpression(statement.expression, undefined);
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        initializer ? inExpression(initializer, name.getText()) : [],
      );
    }
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return [];
    const { left, right } = statement.expression;
    return /exports\b/.test(left.getText()) ? inExpression(right, ts.isPropertyAccessExpression(left) ? left.name.text : undefined) : [];
  });
}

function inExpression(node: ts.Expression, name: string | undefined): readonly Declared[] {
  if (isTransparent(node)) return inExpression(node.expression, name);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isClassExpression(node)) return [{ node, name }];
  // `fp(async (app) => …)`: the function that a library wraps.
  if (ts.isCallExpression(node))
    return node.arguments.flatMap((argument) =>
      ts.isArrowFunction(argument) || ts.isFunctionExpression(argument) ? [{ node: argument, name }] : [],
    );
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((item): readonly Declared[] => {
    if (ts.isMethodDeclaration(item)) return [{ node: item, name: nameText(item.name) }];
    return ts.isPropertyAssignment(item) ? inExpression(item.initializer, nameText(item.name)) : [];
  });
}
