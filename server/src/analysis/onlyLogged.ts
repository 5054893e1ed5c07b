import ts from 'typescript';
import { resolveName } from '../project/scope';
import { isTransparent, walk } from '../project/syntax';
import { isLog } from './logging';

/** Whether what comes of a test is written to a log and changes nothing else: `if (email !== expected) console.warn('…')`. */
export function isOnlyLogged(node: ts.Node): boolean {
  const tested = wholeTest(node);
  const { parent } = tested;
  if (ts.isIfStatement(parent) && parent.expression === tested)
    return onlyLogs(parent.thenStatement) && (!parent.elseStatement || onlyLogs(parent.elseStatement));
  if (ts.isVariableDeclaration(parent) && parent.initializer === tested && ts.isIdentifier(parent.name)) {
    const { text } = parent.name;
    const uses = mentionsOf(text, parent);
    return uses.every((use) => isLogged(use) || isOnlyLogged(use));
  }
  if (ts.isBinaryExpression(tested) && ts.isExpressionStatement(parent)) return isLog(tested.right);
  return isLogged(tested);
}

/** The largest expression around a test that its answer is the answer of. */
function wholeTest(node: ts.Node): ts.Node {
  const { parent } = node;
  const isPart =
    isTransparent(parent) ||
    (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) ||
    (ts.isCallExpression(parent) && parent.expression === node) ||
    (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && parent.parent.expression === parent) ||
    (ts.isBinaryExpression(parent) && !isAssigned(parent));
  return isPart ? wholeTest(parent) : node;
}

function isAssigned({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function onlyLogs(node: ts.Statement): boolean {
  if (ts.isBlock(node)) return node.statements.every(onlyLogs);
  return ts.isExpressionStatement(node) && isLog(node.expression);
}

/** Whether an expression is what a log is given. */
function isLogged(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, ts.isStatement);
  return statement !== undefined && ts.isExpressionStatement(statement) && isLog(statement.expression);
}

function mentionsOf(text: string, declaration: ts.VariableDeclaration): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const home = ts.findAncestor(declaration, (node) => ts.isFunctionLike(node) || ts.isSourceFile(node));
  if (home)
    walk(home, (node) => {
      if (ts.isIdentifier(node) && node.text === text && node !== declaration.name && resolveName(text, node) === declaration)
        found.push(node);
    });
  return found;
}
