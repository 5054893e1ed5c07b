import ts from 'typescript';
import { isTransparent } from './syntax';

/** The value of an expression that is written out: objects, lists, texts, numbers, booleans; `undefined` for anything else. */
export function staticValue(node: ts.Expression): unknown {
  if (isTransparent(node)) return staticValue(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(staticValue);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const entries = node.properties.flatMap((item): readonly (readonly [string, unknown])[] =>
    ts.isPropertyAssignment(item) && (ts.isIdentifier(item.name) || ts.isStringLiteralLike(item.name))
      ? [[item.name.text, staticValue(item.initializer)]]
      : [],
  );
  return Object.fromEntries(entries);
}
