import ts from 'typescript';
import type { CallSite, HolderSite, PlaceSite, StatementSite } from '../model/fixing';
import type { Span } from '../model/source';
import { holderSite } from './holderSite';
import { asyncPosition, spanOf } from './site';
import { isAsync, outermost } from '../project/syntax';

/** What surrounds the expression or statement at a span; `undefined` when nothing there has exactly these bounds. */
export function placeSite(file: ts.SourceFile, span: Span): PlaceSite | undefined {
  const node = nodeAt(file, span);
  const statement = node && enclosingStatement(node);
  if (!node || !statement) return undefined;
  const outer = outermost(node, isNegation);
  const fn = ts.findAncestor(node, ts.isFunctionLike);
  return {
    call: callSite(node, file),
    arguments: ts.isCallExpression(node) ? node.arguments.map((argument) => spanOf(argument, file)) : undefined,
    negated: isNegation(outer),
    use: useOf(outer),
    listed: listAround(node, file),
    operand: operandOf(outer, file),
    statement: statementSite(statement, file),
    branch: branchOf(node, statement, file),
    caught: caughtBy(node, file),
    function: fn && 'body' in fn ? functionOf(fn, file) : undefined,
  };
}

/** What is declared with the expression at a span. */
export function holderAt(file: ts.SourceFile, span: Span): HolderSite | undefined {
  const node = nodeAt(file, span);
  return node && holderSite(file, node);
}

function callSite(node: ts.Node, file: ts.SourceFile): CallSite | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  return { receiver: spanOf(expression, file), method: name.text, arguments: node.arguments.map((argument) => spanOf(argument, file)) };
}

/** The innermost call around an offset. */
export function callAt(file: ts.SourceFile, offset: number): Span | undefined {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > offset || node.end < offset) return;
    if (ts.isCallExpression(node)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found && spanOf(found, file);
}

/** The call that expressions are all in, or the one that this call is an argument of, and so on. */
export function callAround(file: ts.SourceFile, spans: readonly Span[]): Span | undefined {
  const [first] = spans;
  const node = first && nodeAt(file, first);
  const holdsAll = (call: ts.Node): boolean => spans.every(({ start, end }) => call.getStart(file) <= start && call.end >= end);
  let call = ts.findAncestor(node?.parent, (around) => ts.isCallExpression(around) && holdsAll(around));
  while (call && useOf(outermost(call, isNegation)) === 'argument') call = ts.findAncestor(call.parent, ts.isCallExpression);
  return call && spanOf(call, file);
}

function nodeAt(file: ts.SourceFile, span: Span): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > span.start || node.end < span.end) return;
    const semicolon = file.text[node.end - 1] === ';' ? 1 : 0;
    if (node.getStart(file) === span.start && (node.end === span.end || node.end - semicolon === span.end)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isNegation(node: ts.Node): boolean {
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
}

function useOf(node: ts.Node): PlaceSite['use'] {
  const { parent } = node;
  if (parent === undefined || ts.isStatement(node) || ts.isExpressionStatement(parent)) return 'statement';
  if (ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === node)) return 'condition';
  if (ts.isVariableDeclaration(parent)) return 'initializer';
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) return 'returned';
  if (ts.isAwaitExpression(parent)) return 'awaited';
  if (ts.isBinaryExpression(parent)) return 'operand';
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return 'member';
  return ts.isCallExpression(parent) && parent.expression !== node ? 'argument' : 'other';
}

function listAround(node: ts.Node, file: ts.SourceFile): PlaceSite['listed'] {
  let element = outermost(node, () => false);
  while (ts.isTemplateSpan(element.parent) || ts.isTemplateExpression(element.parent)) element = outermost(element.parent, () => false);
  const list = element.parent;
  if (!ts.isArrayLiteralExpression(list)) return undefined;
  return { list: spanOf(list, file), elements: list.elements.map((one) => spanOf(one, file)) };
}

function operandOf(node: ts.Node, file: ts.SourceFile): PlaceSite['operand'] {
  const { parent } = node;
  if (parent === undefined || !ts.isBinaryExpression(parent)) return undefined;
  const side = parent.left === node ? 'left' : 'right';
  const other = side === 'left' ? parent.right : parent.left;
  return { operator: parent.operatorToken.getText(file), side, whole: spanOf(parent, file), other: spanOf(other, file) };
}

function enclosingStatement(node: ts.Node): ts.Statement | undefined {
  const found = ts.findAncestor(node, (candidate) => ts.isStatement(candidate) && !ts.isBlock(candidate));
  return found && ts.isStatement(found) ? found : undefined;
}

function statementSite(statement: ts.Statement, file: ts.SourceFile): StatementSite {
  const { parent } = statement;
  const inBlock = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) || ts.isModuleBlock(parent);
  return { span: spanOf(statement, file), inBlock, kind: statementKind(statement) };
}

function statementKind(statement: ts.Statement): StatementSite['kind'] {
  if (ts.isExpressionStatement(statement)) return 'expression';
  if (ts.isIfStatement(statement)) return 'if';
  if (ts.isReturnStatement(statement)) return 'return';
  return ts.isThrowStatement(statement) ? 'throw' : 'other';
}

function branchOf(node: ts.Node, statement: ts.Statement, file: ts.SourceFile): PlaceSite['branch'] {
  if (!ts.isIfStatement(statement) || node.pos < statement.expression.pos || node.end > statement.expression.end) return undefined;
  const last = ts.isBlock(statement.thenStatement) ? statement.thenStatement.statements.at(-1) : statement.thenStatement;
  return {
    statement: statementSite(statement, file),
    condition: spanOf(statement.expression, file),
    whenTrue: spanOf(statement.thenStatement, file),
    leaves: last && (ts.isReturnStatement(last) || ts.isThrowStatement(last)) ? statementSite(last, file) : undefined,
  };
}

function caughtBy(node: ts.Node, file: ts.SourceFile): PlaceSite['caught'] {
  const { parent } = node;
  if (parent === undefined || ts.isFunctionLike(node)) return undefined;
  if (!ts.isTryStatement(parent) || parent.tryBlock !== node || !parent.catchClause) return caughtBy(parent, file);
  const { block, variableDeclaration } = parent.catchClause;
  const name = variableDeclaration?.name;
  const start = parent.catchClause.getStart(file);
  const last = block.statements.at(-1);
  return {
    block: spanOf(block, file),
    variable: name && ts.isIdentifier(name) ? name.text : undefined,
    keyword: { uri: file.fileName, start, end: start + 'catch'.length },
    leaves: last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last)),
  };
}

function functionOf(fn: ts.FunctionLikeDeclaration, file: ts.SourceFile): PlaceSite['function'] {
  return {
    span: spanOf(fn, file),
    isAsync: isAsync(fn),
    asyncAt: asyncPosition(fn),
    returnType: fn.type && spanOf(fn.type, file),
    exits: fn.body ? conditionalExits(fn.body, file) : [],
  };
}

function conditionalExits(body: ts.ConciseBody, file: ts.SourceFile): Span[] {
  const exits: Span[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isIfStatement(node)) addExit(node.thenStatement, exits, file);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return exits;
}

function addExit(branch: ts.Statement, exits: Span[], file: ts.SourceFile): void {
  const statements = ts.isBlock(branch) ? branch.statements : [branch];
  const last = statements.at(-1);
  if (!last || !(ts.isReturnStatement(last) || ts.isThrowStatement(last))) return;
  const before = ts.isReturnStatement(last) && !last.expression ? (statements.at(-2) ?? last) : last;
  exits.push({ uri: file.fileName, start: before.getStart(file), end: last.end });
}
