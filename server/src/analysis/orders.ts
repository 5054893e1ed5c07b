import ts from 'typescript';
import { resolveName } from '../project/scope';
import { bare, walk } from '../project/syntax';

const asks = /(?:^|[^a-z])(?:action|act|operation|op|command|cmd|intent|do|verb)(?:['"`)\]\s]*)$/i;

/** Whether a part of the query or body is named as what the caller wants to be done; `type` and `task` may as well choose a job. */
export function asksForAct(name: string): boolean {
  return asks.test(name);
}

/**
 * Words that a handler compares parts of the query or body with, as its text has it: of code that is not followed to its end, because it is
 * clear already that nothing is verified, it still tells what callers ask for.
 */
export function wordsIn(fn: ts.FunctionLikeDeclaration): readonly string[] {
  const words: string[] = [];
  walk(fn, (node) => {
    if (ts.isSwitchStatement(node) && isAsked(node.expression) && asksForAct(node.expression.getText()))
      for (const clause of node.caseBlock.clauses)
        if (ts.isCaseClause(clause) && ts.isStringLiteralLike(clause.expression)) words.push(clause.expression.text);
    if (!ts.isBinaryExpression(node) || !equality.has(node.operatorToken.kind)) return;
    const [word, asked] = ts.isStringLiteralLike(node.right) ? [node.right, node.left] : [node.left, node.right];
    if (ts.isStringLiteralLike(word) && asksForAct(asked.getText()) && isAsked(asked)) words.push(word.text);
  });
  return words;
}

const equality: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.EqualsEqualsToken]);

const request = /\b(?:searchParams|query|body|json\(\)|formData\(\))/;

/** Whether an expression is a part of the query or body, or a variable that was read from one. */
function isAsked(node: ts.Expression, depth = 3): boolean {
  const expression = bare(node);
  if (request.test(expression.getText())) return true;
  const root = ts.isPropertyAccessExpression(expression) ? bare(expression.expression) : expression;
  if (!ts.isIdentifier(root) || depth === 0) return false;
  const declaration = resolveName(root.text, root);
  const variable = declaration && ts.findAncestor(declaration, ts.isVariableDeclaration);
  return variable?.initializer !== undefined && isAsked(variable.initializer, depth - 1);
}
