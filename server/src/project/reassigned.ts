import ts from 'typescript';
import { resolveName } from './bindings';
import { memoized } from './memoized';

/**
 * The assignments to a module's variable that functions make: a request cannot know which of them have run by then. Constants, and names that
 * are bound by patterns, have none.
 */
export const assignmentsInFunctions = memoized((declaration: ts.VariableDeclaration): readonly ts.BinaryExpression[] => {
  const { name } = declaration;
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  if (isConstant || !ts.isIdentifier(name) || !ts.isVariableDeclarationList(declaration.parent)) return [];
  if (!ts.isSourceFile(declaration.parent.parent.parent)) return [];
  const found: ts.BinaryExpression[] = [];
  const visit = (node: ts.Node, isInside: boolean): void => {
    if (isInside && isAssignmentTo(node, name.text) && resolveName(name.text, node.left) === declaration) found.push(node);
    const inside = isInside || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(declaration.getSourceFile(), false);
  return found;
});

/** The assignments to fields that the functions of a file make, by the name of the field: `this.pool = …`, `state.pool = …`. */
export const fieldAssignments = memoized((file: ts.SourceFile): ReadonlyMap<string, readonly ts.BinaryExpression[]> => {
  const found = new Map<string, ts.BinaryExpression[]>();
  const visit = (node: ts.Node, isInside: boolean): void => {
    if (isInside && ts.isBinaryExpression(node) && isAssigning(node) && ts.isPropertyAccessExpression(node.left)) {
      const name = node.left.name.text;
      found.set(name, [...(found.get(name) ?? []), node]);
    }
    const inside = isInside || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return found;
});

function isAssigning({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isAssignmentTo(node: ts.Node, name: string): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && isAssigning(node) && ts.isIdentifier(node.left) && node.left.text === name;
}
