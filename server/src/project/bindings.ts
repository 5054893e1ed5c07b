import ts from 'typescript';
import { memoized } from './memoized';

/** What an identifier refers to. */
export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassDeclaration
  | ts.ClassExpression
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.ImportSpecifier
  | ts.ImportClause
  | ts.NamespaceImport
  | ts.ImportEqualsDeclaration;

type Names = Map<string, Declaration>;

/** The declaration a name refers to at a node; `undefined` for globals, types and type parameters. */
export function resolveName(name: string, at: ts.Node): Declaration | undefined {
  return ts.isIdentifier(at) && at.text === name ? resolved(at) : search(name, at);
}

/** Identifiers are asked for again and again. */
const resolved = memoized((at: ts.Identifier): Declaration | undefined => search(at.text, at));

function search(name: string, at: ts.Node): Declaration | undefined {
  for (let node: ts.Node | undefined = at; node; node = node.parent) {
    const found = isScope(node) && namesIn(node).get(name);
    if (found) return found;
  }
  return undefined;
}

/** The names that one scope declares itself. */
export const namesIn = memoized((scope: ts.Node): ReadonlyMap<string, Declaration> => {
  const names: Names = new Map();
  collect(scope, names);
  return names;
});

function isScope(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.SourceFile:
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.ModuleBlock:
    case ts.SyntaxKind.CaseBlock:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.CatchClause:
    case ts.SyntaxKind.ClassExpression:
      return true;
    default:
      return ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node);
  }
}

function collect(scope: ts.Node, names: Names): void {
  if (ts.isSourceFile(scope) || ts.isModuleBlock(scope)) {
    scope.statements.forEach((statement) => declare(statement, names));
    hoist(scope.statements, names);
  } else if (ts.isBlock(scope)) {
    scope.statements.forEach((statement) => declare(statement, names));
  } else if (ts.isCaseBlock(scope)) {
    scope.clauses.forEach((clause) => clause.statements.forEach((statement) => declare(statement, names)));
  } else if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer)) addList(scope.initializer, names);
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) addBinding(scope.variableDeclaration, names);
  } else if (ts.isClassExpression(scope)) {
    if (scope.name) add(scope.name.text, scope, names);
  } else if (ts.isClassStaticBlockDeclaration(scope)) {
    hoist(scope.body.statements, names);
  } else if (ts.isFunctionLike(scope)) {
    scope.parameters.forEach((parameter) => ts.isParameter(parameter) && addBinding(parameter, names));
    if ('body' in scope && scope.body && ts.isBlock(scope.body)) hoist(scope.body.statements, names);
    if (ts.isFunctionExpression(scope) && scope.name) add(scope.name.text, scope, names);
  }
}

/** What a statement declares in the block it stands in. */
function declare(statement: ts.Statement, names: Names): void {
  if (isAmbient(statement)) return;
  if (ts.isVariableStatement(statement)) {
    if (statement.declarationList.flags & ts.NodeFlags.BlockScoped) addList(statement.declarationList, names);
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    if (statement.name) add(statement.name.text, statement, names);
  } else if (ts.isModuleDeclaration(statement) && (statement.flags & ts.NodeFlags.GlobalAugmentation) === 0) {
    if (ts.isIdentifier(statement.name)) add(statement.name.text, statement, names);
  } else if (ts.isImportEqualsDeclaration(statement)) {
    add(statement.name.text, statement, names);
  } else if (ts.isImportDeclaration(statement)) {
    declareImport(statement.importClause, names);
  } else if (ts.isLabeledStatement(statement)) {
    declare(statement.statement, names);
  }
}

/** Whether a statement only says what is there anyway: `declare const Deno: …`. */
function isAmbient(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
}

function declareImport(clause: ts.ImportClause | undefined, names: Names): void {
  if (clause?.name) add(clause.name.text, clause, names);
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) add(bindings.name.text, bindings, names);
  if (bindings && ts.isNamedImports(bindings)) bindings.elements.forEach((element) => add(element.name.text, element, names));
}

/** Finds `var` in nested statements; expressions and nested functions hold none of this scope. */
function hoist(statements: readonly ts.Statement[], names: Names): void {
  for (const statement of statements) hoistFrom(statement, names);
}

function hoistFrom(statement: ts.Statement | undefined, names: Names): void {
  if (!statement || isAmbient(statement)) return;
  if (ts.isVariableStatement(statement)) hoistList(statement.declarationList, names);
  else if (ts.isBlock(statement)) hoist(statement.statements, names);
  else if (ts.isIfStatement(statement)) {
    hoistFrom(statement.thenStatement, names);
    hoistFrom(statement.elseStatement, names);
  } else if (ts.isForStatement(statement) || ts.isForInStatement(statement) || ts.isForOfStatement(statement)) {
    if (statement.initializer && ts.isVariableDeclarationList(statement.initializer)) hoistList(statement.initializer, names);
    hoistFrom(statement.statement, names);
  } else if (
    ts.isWhileStatement(statement) ||
    ts.isDoStatement(statement) ||
    ts.isLabeledStatement(statement) ||
    ts.isWithStatement(statement)
  ) {
    hoistFrom(statement.statement, names);
  } else if (ts.isTryStatement(statement)) {
    hoist(statement.tryBlock.statements, names);
    hoistFrom(statement.catchClause?.block, names);
    hoistFrom(statement.finallyBlock, names);
  } else if (ts.isSwitchStatement(statement)) {
    statement.caseBlock.clauses.forEach((clause) => hoist(clause.statements, names));
  }
}

function hoistList(list: ts.VariableDeclarationList, names: Names): void {
  if (!(list.flags & ts.NodeFlags.BlockScoped)) addList(list, names);
}

function addList(list: ts.VariableDeclarationList, names: Names): void {
  list.declarations.forEach((declaration) => addBinding(declaration, names));
}

function addBinding(declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement, names: Names): void {
  if (ts.isIdentifier(declaration.name)) {
    add(declaration.name.text, declaration, names);
  } else {
    for (const element of declaration.name.elements) {
      if (ts.isBindingElement(element)) addBinding(element, names);
    }
  }
}

/** The first declaration counts, except that a namespace or an overload gives way to what runs. */
function add(name: string, declaration: Declaration, names: Names): void {
  const known = names.get(name);
  const givesWay = known && (ts.isModuleDeclaration(known) || (ts.isFunctionDeclaration(known) && !known.body));
  if (!known || givesWay) names.set(name, declaration);
}
