import ts from 'typescript';
import { isTransparent } from '../project/syntax';
import type { Context } from './context';
import { spanOf } from './recorder';
import type { State } from './state';
import type { Value } from './value';

/** Notes the call with which a statement got the result of a verification that failed, however deep that was made. */
export function noteResult(context: Context, node: ts.Expression, value: Value, before: State, after: State): void {
  const { refused } = after;
  if (context.quiet > 0 || refused === undefined || refused === before.refused) return;
  if (value.kind === 'response' || (value.kind === 'literal' && value.value === undefined)) return;
  const call = operandOf(node);
  if (ts.isCallExpression(call)) context.recorder.resultOf(refused, spanOf(call));
}

const logical: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** What is awaited, negated, wrapped in parentheses or tested last. */
function operandOf(node: ts.Expression): ts.Expression {
  if (isTransparent(node) || ts.isAwaitExpression(node)) return operandOf(node.expression);
  if (ts.isBinaryExpression(node) && logical.has(node.operatorToken.kind)) return operandOf(node.right);
  return ts.isPrefixUnaryExpression(node) ? operandOf(node.operand) : node;
}
