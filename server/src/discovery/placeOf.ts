import ts from 'typescript';
import { resolveName } from '../project/scope';
import { isTransparent } from '../project/syntax';

/** The name of a member inside a written value, followed through local names: where a handler stands. */
export function placeOf(node: ts.Node | undefined, [name, ...rest]: readonly (string | number)[]): ts.Node | undefined {
  const value = node && written(node);
  if (!value || name === undefined) return value;
  if (ts.isArrayLiteralExpression(value)) return placeOf(value.elements[Number(name)], rest);
  if (ts.isClassLike(value)) return value.members.find((member) => member.name?.getText() === String(name))?.name;
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  const member = value.properties.find((item) => item.name && nameText(item.name) === String(name));
  if (!member?.name) return undefined;
  if (rest.length === 0 || !ts.isPropertyAssignment(member)) return member.name;
  return placeOf(member.initializer, rest) ?? member.name;
}

/** The expression behind names, parentheses and assertions. */
function written(node: ts.Node, depth = 4): ts.Node {
  if (isTransparent(node)) return written(node.expression, depth);
  if (ts.isVariableDeclaration(node) && node.initializer) return written(node.initializer, depth);
  if (ts.isExportAssignment(node)) return written(node.expression, depth);
  if (!ts.isIdentifier(node) || depth === 0) return node;
  const declaration = resolveName(node.text, node);
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? written(declaration.initializer, depth - 1)
    : (declaration ?? node);
}

function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
}
