import ts from 'typescript';
import type { FileSite } from '../model/fixing';
import { hasModifier } from '../project/syntax';

/** What a file exports, by the names that importing files know, with the names that the file itself knows. */
export function exportedNames(file: ts.SourceFile): FileSite['exports'] {
  return Object.fromEntries(file.statements.flatMap(exportsOf));
}

type Exported = readonly [exported: string, local: string];

function exportsOf(statement: ts.Statement): readonly Exported[] {
  if (ts.isExportAssignment(statement)) return [[statement.isExportEquals === true ? 'export=' : 'default', nameOf(statement.expression)]];
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map(({ name, propertyName }) => [name.text, moduleSpecifier ? '' : (propertyName ?? name).text]);
  }
  if (ts.isExpressionStatement(statement)) return assigned(statement.expression);
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
  const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
  return declaredNames(statement).map((name) => [isDefault ? 'default' : name, name]);
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? ''];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

/** `module.exports = app`, `module.exports = { app }`, `exports.app = app`. */
function assigned(expression: ts.Expression): readonly Exported[] {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left)) return [];
  if (isModuleExports(left)) return ts.isObjectLiteralExpression(right) ? right.properties.flatMap(memberOf) : [['export=', nameOf(right)]];
  const isMember = isModuleExports(left.expression) || nameOf(left.expression) === 'exports';
  return isMember ? [[left.name.text, nameOf(right)]] : [];
}

function isModuleExports(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && nameOf(node.expression) === 'module' && node.name.text === 'exports';
}

function memberOf(member: ts.ObjectLiteralElementLike): readonly Exported[] {
  if (ts.isShorthandPropertyAssignment(member)) return [[member.name.text, member.name.text]];
  return ts.isPropertyAssignment(member) && ts.isIdentifier(member.name) ? [[member.name.text, nameOf(member.initializer)]] : [];
}

function nameOf(expression: ts.Expression): string {
  return ts.isIdentifier(expression) ? expression.text : '';
}
