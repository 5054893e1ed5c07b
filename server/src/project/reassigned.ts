import ts from 'typescript';
import { resolveName } from './bindings';

const known = new WeakMap<ts.Node, boolean>();

/** Whether a module's variable is assigned inside a function: a request cannot know what it holds by then. */
export function isReassigned(declaration: ts.VariableDeclaration): boolean {
  let answer = known.get(declaration);
  if (answer === undefined) known.set(declaration, (answer = search(declaration)));
  return answer;
}

function search(declaration: ts.VariableDeclaration): boolean {
  const { name } = declaration;
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  if (isConstant || !ts.isIdentifier(name) || !ts.isVariableDeclarationList(declaration.parent)) return false;
  if (!ts.isSourceFile(declaration.parent.parent.parent)) return false;
  const visit = (node: ts.Node, isInside: boolean): boolean => {
    if (isInside && isAssignmentTo(node, name.text) && resolveName(name.text, node.left) === declaration) return true;
    const inside = isInside || ts.isFunctionLike(node);
    return ts.forEachChild(node, (child) => visit(child, inside) || undefined) ?? false;
  };
  return visit(declaration.getSourceFile(), false);
}

function isAssignmentTo(node: ts.Node, name: string): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
    ts.isIdentifier(node.left) &&
    node.left.text === name
  );
}
