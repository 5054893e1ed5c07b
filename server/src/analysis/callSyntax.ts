import ts from 'typescript';
import { isTransparent } from '../project/syntax';

/** Whether a call's result is awaited, dropped or returned: then it is made for what it does. */
export function ranAtOnce(node: ts.Node): boolean {
  const { parent } = node;
  const chained = promiseChained(node);
  if (chained) return ranAtOnce(chained);
  return (
    ts.isAwaitExpression(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isVoidExpression(parent) ||
    (ts.isArrowFunction(parent) && parent.body === node) ||
    (ts.isCallExpression(parent) && calledName(parent) === 'waitUntil') ||
    isGathered(parent) ||
    isAwaitedLater(parent)
  );
}

/** Whether what a call gives is kept in a variable that is awaited further on: `const job = run(); … await job`. */
function isAwaitedLater(declaration: ts.Node): boolean {
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  const block = declaration.parent.parent.parent;
  return (
    ts.isBlock(block) && new RegExp(`\\bawait\\s+${declaration.name.text.replaceAll('$', '\\$')}\\b(?!\\s*[.(\\[?])`).test(block.getText())
  );
}

/** The call of a promise's method on what a call gives: `run().then(…)` of `run()`. */
function promiseChained({ parent }: ts.Node): ts.CallExpression | undefined {
  if (!ts.isPropertyAccessExpression(parent) || !/^(?:then|catch|finally)$/.test(parent.name.text)) return undefined;
  return ts.isCallExpression(parent.parent) && parent.parent.expression === parent ? parent.parent : undefined;
}

/** Whether a list is one of promises that are waited for together: `Promise.all([…])`. */
export function isGathered(node: ts.Node): boolean {
  if (!ts.isArrayLiteralExpression(node) || !ts.isCallExpression(node.parent)) return false;
  const callee = node.parent.expression;
  return ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'Promise';
}

/** The last name of a call's target. */
export function calledName(node: ts.Node): string | undefined {
  const callee =
    ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression : ts.isTaggedTemplateExpression(node) ? node.tag : undefined;
  if (!callee) return undefined;
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** Whether nothing is asked of a value but whether it holds: where `undefined` is as good as `false`. */
export function isOnlyAsked(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return true;
  if (ts.isConditionalExpression(parent)) return parent.condition === node || isOnlyAsked(parent);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (isTransparent(parent)) return isOnlyAsked(parent);
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  return (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) && isOnlyAsked(parent);
}
