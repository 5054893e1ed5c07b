import ts from 'typescript';
import type { HandlerChains } from '../model/fileRouting';
import { resolveName } from '../project/scope';
import { bare } from '../project/syntax';

/** The handlers of one method in the order in which they run. */
export type HandlerChain = readonly ts.Expression[];

/**
 * The handlers that an export is put together of, call by call: `createRouter().use(check).get(run).handler()`. One chain for every method that
 * it answers; none when the export is something else.
 */
export function handlerChains(node: ts.Node, { packages, gates, handlers }: HandlerChains): readonly HandlerChain[] {
  const exported = ts.isExportAssignment(node) ? node.expression : ts.isVariableDeclaration(node) ? node.initializer : undefined;
  const maker = exported && makerOf(exported, packages);
  if (!maker) return [];
  const before: ts.Expression[] = [];
  const chains: HandlerChain[] = [];
  const add = (call: ts.CallExpression): void => {
    const { expression: callee } = call;
    if (!ts.isPropertyAccessExpression(callee)) return;
    if (ts.isCallExpression(callee.expression)) add(callee.expression);
    const [first] = call.arguments;
    const given = first && ts.isStringLiteralLike(first) ? call.arguments.slice(1) : [...call.arguments];
    if (gates.includes(callee.name.text)) before.push(...given);
    else if (handlers.includes(callee.name.text)) chains.push([...before, ...given]);
  };
  for (const statement of node.getSourceFile().statements)
    for (const call of callsOf(statement)) if (makerOf(call, packages) === maker) add(call);
  return chains;
}

/** The outermost calls of a statement that may add handlers. */
function callsOf(statement: ts.Statement): readonly ts.CallExpression[] {
  const found = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.flatMap(({ initializer }) => initializer ?? [])
    : ts.isExpressionStatement(statement) || ts.isExportAssignment(statement)
      ? [statement.expression]
      : [];
  return found.map(bare).filter(ts.isCallExpression);
}

/** The call of one of the packages that a chain of calls starts with, or that the variable holds which it starts with. */
function makerOf(node: ts.Expression, packages: readonly string[], depth = 4): ts.CallExpression | undefined {
  const plain = bare(node);
  if (depth === 0) return undefined;
  if (ts.isPropertyAccessExpression(plain)) return makerOf(plain.expression, packages, depth);
  if (ts.isIdentifier(plain)) {
    const declaration = resolveName(plain.text, plain);
    return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? makerOf(declaration.initializer, packages, depth - 1)
      : undefined;
  }
  if (!ts.isCallExpression(plain)) return undefined;
  const callee = bare(plain.expression);
  if (!ts.isIdentifier(callee)) return makerOf(callee, packages, depth);
  const declaration = resolveName(callee.text, callee);
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
  const isMaker = statement && ts.isStringLiteral(statement.moduleSpecifier) && packages.includes(statement.moduleSpecifier.text);
  return isMaker ? plain : undefined;
}
