import ts from 'typescript';

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
    isGathered(parent)
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
