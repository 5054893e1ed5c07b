import ts from 'typescript';

/** Whether an expression only stands in for something missing: `found ?? []`. Nothing fills it later. */
export function standsIn({ parent }: ts.Node): boolean {
  if (ts.isParameter(parent)) return true;
  return ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)
    ? standsIn(parent)
    : ts.isBinaryExpression(parent) &&
        (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
}
