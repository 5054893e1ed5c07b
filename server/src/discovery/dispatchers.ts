import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import { resolveName } from '../project/scope';

/** Whether an export hands all requests to a router, whose own routes are the endpoints: `export const GET = handle(app)`. */
export function isDispatcher(node: ts.Node, frameworks: readonly FrameworkAdapter[]): boolean {
  const made = ts.isVariableDeclaration(node) ? node.initializer : ts.isExportAssignment(node) ? node.expression : undefined;
  if (!made || !ts.isCallExpression(made) || !ts.isIdentifier(made.expression)) return false;
  const declaration = resolveName(made.expression.text, made.expression);
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
  if (!declaration || !statement || !ts.isStringLiteralLike(statement.moduleSpecifier)) return false;
  const name = ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : 'default';
  const path = `${statement.moduleSpecifier.text}#${name}`;
  return frameworks.some(({ routers }) => routers.some(({ dispatchers = [] }) => dispatchers.some((one) => one === path)));
}
