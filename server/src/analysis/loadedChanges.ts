import ts from 'typescript';
import { memoized } from '../project/memoized';
import { resolveName } from '../project/scope';
import { bare, chainStart, hasModifier, isAssignment, isModuleVariable, walk } from '../project/syntax';

/** What a module does to one of its variables, or to what that holds, while it is loaded. */
export interface LoadedChanges {
  /** The statements that do so, in their order: `check = strict`, `checks.set('cron', strict)`, `register(strict)`. */
  readonly statements: readonly ts.Statement[];
  /** Nothing but these statements changes it. */
  readonly isComplete: boolean;
}

/** A name that a module imports; what it stands for belongs to another one, which may be changed all the same. */
export type ImportedName = ts.ImportSpecifier | ts.ImportClause;

const none: LoadedChanges = { statements: [], isComplete: false };

/** What a module does to one of its variables, or to what it imports under a name, while it is loaded. */
export function loadedChanges(declaration: ts.VariableDeclaration | ImportedName): LoadedChanges {
  return changesOf(declaration.getSourceFile()).get(declaration) ?? none;
}

const changesOf = memoized((file: ts.SourceFile): ReadonlyMap<ts.Node, LoadedChanges> => {
  const running = file.statements.filter(mayChange);
  // Most modules only declare.
  if (running.length === 0) return new Map();
  const changes = changesIn(file);
  const found = new Map<ts.Node, ts.Statement[]>();
  for (const statement of running) {
    for (const variable of new Set(changedBy(statement, changes))) {
      const known = found.get(variable);
      if (!known) found.set(variable, [statement]);
      else if (known.at(-1) !== statement) known.push(statement);
    }
  }
  return new Map(
    [...found].map(([variable, statements]) => [variable, { statements, isComplete: isComplete(variable, statements, changes, file) }]),
  );
});

/** A change of a module's variable, and the function that makes it. */
interface Change {
  readonly variable: ts.Node;
  readonly within: ts.Node | undefined;
  readonly node: ts.Node;
}

function changesIn(file: ts.SourceFile): readonly Change[] {
  const changes: Change[] = [];
  walk(file, (node) => {
    const start = changedAt(node);
    const variable = start && resolveName(start.text, start);
    if (variable && (isModuleVariable(variable) || isImportedName(variable)))
      changes.push({ variable, within: ts.findAncestor(node, ts.isFunctionLike), node });
  });
  return changes;
}

const changing = /^(?:set|add|push|unshift|splice|pop|shift|delete|clear)$/;

/** Functions of the language that give their first argument members. */
const filling = /^(?:Object\.(?:assign|defineProperty|defineProperties)|Reflect\.(?:set|defineProperty))$/;

/** The name of the variable that a node changes, itself or what it holds. */
function changedAt(node: ts.Node): ts.Identifier | undefined {
  if (ts.isDeleteExpression(node)) return ownerIn(node.expression);
  if (isAssignment(node)) return ownerIn(node.left);
  if (!ts.isCallExpression(node)) return undefined;
  const callee = bare(node.expression);
  const [target] = node.arguments;
  if (target && filling.test(callee.getText())) return ownerIn(target);
  return ts.isPropertyAccessExpression(callee) && changing.test(callee.name.text) ? ownerIn(callee.expression) : undefined;
}

function isImportedName(node: ts.Node): node is ImportedName {
  return ts.isImportSpecifier(node) || ts.isImportClause(node);
}

function ownerIn(node: ts.Expression): ts.Identifier | undefined {
  return ts.isElementAccessExpression(node) ? ownerIn(node.expression) : chainStart(node);
}

function mayChange(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) ||
    ts.isIfStatement(statement) ||
    ts.isTryStatement(statement) ||
    ts.isBlock(statement) ||
    ts.isForOfStatement(statement)
  );
}

/** The variables that a statement changes, itself or by a function of the file that it calls. */
function changedBy(statement: ts.Statement, changes: readonly Change[]): readonly ts.Node[] {
  const called = new Set<ts.Node>();
  walk(statement, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
    const callee = resolveName(node.expression.text, node.expression);
    if (callee) called.add(callee);
  });
  return changes.flatMap(({ variable, within, node }) => {
    const isHere = within === undefined && node.pos >= statement.pos && node.end <= statement.end;
    return isHere || (within && called.has(declarationOf(within))) ? [variable] : [];
  });
}

function declarationOf(fn: ts.Node): ts.Node {
  return ts.isVariableDeclaration(fn.parent) ? fn.parent : fn;
}

/** Whether a variable is the module's own and changed by nothing but what runs when the module is loaded. */
function isComplete(variable: ts.Node, statements: readonly ts.Statement[], changes: readonly Change[], file: ts.SourceFile): boolean {
  const isLoading = (node: ts.Node): boolean => statements.some(({ pos, end }) => node.pos >= pos && node.end <= end);
  const makers = changes.flatMap((change) => (change.variable === variable && change.within ? [declarationOf(change.within)] : []));
  if (isImportedName(variable) || isExported(variable) || makers.some(isExported)) return false;
  let complete = true;
  walk(file, (node) => {
    if (!complete || !ts.isIdentifier(node) || isLoading(node)) return;
    const declaration = resolveName(node.text, node);
    if (declaration && makers.includes(declaration) && node.parent !== declaration) complete = false;
    else if (declaration === variable && node.parent !== variable) complete = onlyRead(node) || isChange(node, makers);
  });
  return complete;
}

function isExported(declaration: ts.Node): boolean {
  const statement = ts.findAncestor(declaration, ts.isStatement);
  return statement !== undefined && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function isChange(node: ts.Identifier, makers: readonly ts.Node[]): boolean {
  const within = ts.findAncestor(node, ts.isFunctionLike);
  return within !== undefined && makers.includes(declarationOf(within));
}

/** Whether a mention of a list or map only looks at it. */
function onlyRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node && !changing.test(parent.name.text);
  if (ts.isElementAccessExpression(parent)) return parent.expression === node;
  return ts.isSpreadElement(parent) || (ts.isForOfStatement(parent) && parent.expression === node);
}
