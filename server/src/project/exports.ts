import ts from 'typescript';
import { type Declaration, namesIn, resolveName } from './bindings';
import { memoized } from './memoized';
import { hasModifier } from './syntax';

/** What a module exports under a name: the local declaration or expression, or a re-export to follow. */
export type Exported =
  /** May be an import declaration; the caller follows it. */
  | { readonly kind: 'declaration'; readonly node: Declaration }
  /** `export default <expr>`, `export = <expr>`, `module.exports = …`, `exports.x = …`, `module.exports.x = …` */
  | { readonly kind: 'expression'; readonly node: ts.Expression }
  | { readonly kind: 'member'; readonly declaration: Declaration; readonly name: string }
  /** The name `*` stands for the whole namespace. */
  | { readonly kind: 'reexport'; readonly specifier: string; readonly name: string };

interface Table {
  readonly names: Map<string, Exported>;
  readonly stars: string[];
}

/** Looks only in this file; `stars` are the specifiers of `export * from`, for the caller to try in order. */
export function exportOf(file: ts.SourceFile, name: string): { readonly found: Exported | undefined; readonly stars: readonly string[] } {
  const table = tableOf(file);
  return { found: table.names.get(name), stars: table.stars };
}

/** All names a module exports by itself (no stars). */
export function exportNames(file: ts.SourceFile): readonly string[] {
  return [...tableOf(file).names.keys()];
}

const tableOf = memoized((file: ts.SourceFile): Table => {
  const table: Table = { names: new Map(), stars: [] };
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) exportDeclaration(statement, file, table);
    else if (ts.isExportAssignment(statement)) addExpression('default', statement.expression, table);
    else if (ts.isExpressionStatement(statement)) commonJs(statement.expression, table);
    else if (isExported(statement)) exportedStatement(statement, table);
  }
  return table;
});

function exportDeclaration(statement: ts.ExportDeclaration, file: ts.SourceFile, table: Table): void {
  const specifier = statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
  const clause = statement.exportClause;
  if (!clause) {
    if (specifier !== undefined) table.stars.push(specifier);
  } else if (ts.isNamespaceExport(clause)) {
    if (specifier !== undefined) table.names.set(clause.name.text, { kind: 'reexport', specifier, name: '*' });
  } else {
    for (const element of clause.elements) {
      const name = (element.propertyName ?? element.name).text;
      if (specifier !== undefined) table.names.set(element.name.text, { kind: 'reexport', specifier, name });
      else addDeclaration(element.name.text, namesIn(file).get(name), table);
    }
  }
}

function exportedStatement(statement: ts.Statement, table: Table): void {
  if (ts.isVariableStatement(statement)) {
    statement.declarationList.declarations.forEach((declaration) => exportedBinding(declaration, table));
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    const name = hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? 'default' : statement.name?.text;
    if (name !== undefined && !isOverload(statement)) addDeclaration(name, statement, table);
  } else if (ts.isEnumDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) {
    addDeclaration(statement.name.text, statement, table);
  } else if (ts.isModuleDeclaration(statement) && !table.names.has(statement.name.text)) {
    addDeclaration(statement.name.text, statement, table);
  }
}

function exportedBinding(declaration: ts.VariableDeclaration | ts.BindingElement, table: Table): void {
  if (ts.isIdentifier(declaration.name)) {
    addDeclaration(declaration.name.text, declaration, table);
  } else {
    declaration.name.elements.forEach((element) => ts.isBindingElement(element) && exportedBinding(element, table));
  }
}

/** `exports.a = exports.b = value`, `module.exports = value`, `module.exports.a = value`. */
function commonJs(expression: ts.Expression, table: Table): void {
  const names: string[] = [];
  let value = expression;
  while (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const name = commonJsName(value.left);
    if (name !== undefined) names.push(name);
    value = value.right;
  }
  if (names.length === 0 || ts.isVoidExpression(value)) return;
  for (const name of names) {
    addExpression(name, value, table);
    if (name === 'default' && ts.isObjectLiteralExpression(value)) objectMembers(value, table);
  }
}

function commonJsName(target: ts.Expression): string | undefined {
  if (isModuleExports(target)) return 'default';
  if (ts.isPropertyAccessExpression(target) && isExportsObject(target.expression)) return target.name.text;
  if (ts.isElementAccessExpression(target) && isExportsObject(target.expression) && ts.isStringLiteralLike(target.argumentExpression)) {
    return target.argumentExpression.text;
  }
  return undefined;
}

function isExportsObject(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === 'exports') || isModuleExports(node);
}

function isModuleExports(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module'
  );
}

function objectMembers(object: ts.ObjectLiteralExpression, table: Table): void {
  for (const member of object.properties) {
    if (ts.isShorthandPropertyAssignment(member)) addExpression(member.name.text, member.name, table);
    else if (ts.isPropertyAssignment(member) && (ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name))) {
      addExpression(member.name.text, member.initializer, table);
    }
  }
}

/** A plain name is answered with its declaration, so that callers need not resolve it again. */
function addExpression(name: string, expression: ts.Expression, table: Table): void {
  const declaration = ts.isIdentifier(expression) ? resolveName(expression.text, expression) : undefined;
  table.names.set(name, declaration ? { kind: 'declaration', node: declaration } : { kind: 'expression', node: expression });
}

function addDeclaration(name: string, node: Declaration | undefined, table: Table): void {
  if (node) table.names.set(name, { kind: 'declaration', node });
}

function isOverload(statement: ts.FunctionDeclaration | ts.ClassDeclaration): boolean {
  return ts.isFunctionDeclaration(statement) && !statement.body;
}

function isExported(statement: ts.Statement): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}
