import ts from 'typescript';
import type { HolderSite } from '../model/fixing';
import type { Span } from '../model/source';
import { hasModifier, outermost, walk } from '../project/syntax';
import { spanOf } from './site';

/** What is declared with a value: the value itself, or what a default stands behind. `undefined` when nothing with a name is. */
export function holderSite(file: ts.SourceFile, value: ts.Node): HolderSite | undefined {
  const declaration = outermost(value, isDefaultOf).parent;
  if (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) return ofBinding(file, declaration);
  return ts.isPropertyAssignment(declaration) ? { kind: 'property', name: declaration.name.getText(file) } : undefined;
}

function ofBinding(file: ts.SourceFile, declaration: ts.VariableDeclaration | ts.ParameterDeclaration): HolderSite | undefined {
  const { name } = declaration;
  if (!ts.isIdentifier(name)) return undefined;
  const statement = ts.findAncestor(declaration, ts.isVariableStatement);
  const isExported = statement !== undefined && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  // Without a scope of its own a name that occurs elsewhere is taken for the same one.
  return { kind: 'binding', name: name.text, isExported, isTyped: declaration.type !== undefined, uses: usesOf(file, name) };
}

function usesOf(file: ts.SourceFile, declared: ts.Identifier): readonly Span[] {
  const uses: Span[] = [];
  walk(file, (node) => {
    if (ts.isIdentifier(node) && node !== declared && node.text === declared.text && !isMemberName(node)) uses.push(spanOf(node, file));
  });
  return uses;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

/** Whether an operator gives a value where there is none before it: `given ?? value`. */
function isDefaultOf(around: ts.Node, value: ts.Node): boolean {
  return (
    ts.isBinaryExpression(around) &&
    around.right === value &&
    (around.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || around.operatorToken.kind === ts.SyntaxKind.BarBarToken)
  );
}
