import ts from 'typescript';
import { isTransparent } from '../project/syntax';

/** Whether an expression only stands in for something missing: `found ?? []`, `...(wanted ? { a } : {})`. Nothing fills it later. */
export function standsIn({ parent }: ts.Node): boolean {
  if (ts.isParameter(parent) || ts.isSpreadAssignment(parent)) return true;
  if (isTransparent(parent)) return standsIn(parent);
  if (ts.isConditionalExpression(parent)) return isSpread(parent);
  return (
    ts.isBinaryExpression(parent) &&
    (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken)
  );
}

function isSpread({ parent }: ts.Node): boolean {
  return ts.isParenthesizedExpression(parent) ? isSpread(parent) : ts.isSpreadAssignment(parent);
}
