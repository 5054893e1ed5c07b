import ts from 'typescript';
import { isBuiltin } from '../project/specifier';

/** Whether code may throw what is not followed: it calls, constructs or awaits something. */
export function mayThrow(node: ts.Node): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (found || ts.isFunctionLike(child) || requiresBuiltin(child)) return;
    if (ts.isCallExpression(child) || ts.isNewExpression(child) || ts.isAwaitExpression(child)) found = true;
    else ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** `require('async_hooks')`, which code tries that is bundled for browsers too. */
function requiresBuiltin(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require') return false;
  const [specifier] = node.arguments;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) && isBuiltin(specifier.text);
}
