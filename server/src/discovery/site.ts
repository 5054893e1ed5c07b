import ts from 'typescript';
import type { HandlerParameter, HandlerSite } from '../model/endpoint';
import type { Span } from '../model/source';
import { bare, hasModifier, isAsync } from '../project/syntax';

/** What the caller of {@link handlerSite} knows and the function alone does not tell. */
export interface HandlerSiteOptions {
  /** The calling convention's `style`. */
  readonly style: string;
  /** The exported expression or declaration, when the handler is an export. */
  readonly exported?: ts.Node;
  /** The call that registers the handler, when it is code-routed. */
  readonly registration?: ts.CallExpression;
  /** The function compares the request's path itself, and serves several. */
  readonly dispatches?: boolean;
}

/** The handler's code as spans. The file must have been parsed with parent pointers and be named by its uri. */
export function handlerSite(fn: ts.FunctionLikeDeclaration, options: HandlerSiteOptions): HandlerSite {
  const file = fn.getSourceFile();
  const exported = expressionOf(options.exported);
  const edge = asksForEdge(exported?.getSourceFile() ?? file);
  return {
    uri: file.fileName,
    function: spanOf(fn, file),
    isAsync: isAsync(fn),
    asyncAt: asyncPosition(fn),
    parameters: fn.parameters.filter(isGiven).map((parameter) => parameterSite(parameter, file)),
    parametersAt: hasBareParameter(fn, file) ? (fn.parameters[0]?.getStart(file) ?? fn.parameters.pos) : fn.parameters.pos,
    bareParameter: hasBareParameter(fn, file),
    body: bodySite(fn, file),
    middlewareAt: options.registration && middlewareAt(options.registration),
    registration: options.registration && spanOf(options.registration, options.registration.getSourceFile()),
    exported: exported && spanOf(exported, exported.getSourceFile()),
    // Edge runtimes know no Node requests.
    style: edge && options.style === 'node' ? 'web' : options.style,
    dispatches: options.dispatches ?? false,
    edge,
    guardAt: guardAt(fn, file),
    returnType: fn.type && spanOf(fn.type, file),
    wrap: wrapSite(fn, exported ?? fn),
  };
}

/** A parameter called `this` is only a type. */
function isGiven({ name }: ts.ParameterDeclaration): boolean {
  return !ts.isIdentifier(name) || name.text !== 'this';
}

/** The expression behind a declaration: `GET = withX(…)` and `export default withX(…) satisfies X` give `withX(…)`. */
function expressionOf(node: ts.Node | undefined): ts.Node | undefined {
  if (node === undefined) return undefined;
  const isOther = !ts.isVariableDeclaration(node) && !ts.isVariableStatement(node) && !ts.isExportAssignment(node);
  if (isOther) return node;
  const value = ts.isExportAssignment(node)
    ? node.expression
    : ts.isVariableDeclaration(node)
      ? node.initializer
      : node.declarationList.declarations[0]?.initializer;
  return value && bare(value);
}

/** Whether a file asks for an edge runtime: `export const runtime = 'edge'` or `export const config = { runtime: 'edge' }`. */
export function asksForEdge(file: ts.SourceFile): boolean {
  const runtime = exportedConstant(file, 'runtime') ?? property(exportedConstant(file, 'config'), 'runtime');
  return runtime !== undefined && ts.isStringLiteralLike(runtime) && /^(experimental-)?edge$/.test(runtime.text);
}

/** The initializer of an exported constant, without `as const` and `satisfies`. */
export function exportedConstant(file: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement) || !hasModifier(statement, ts.SyntaxKind.ExportKeyword)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (ts.isIdentifier(declaration.name) && declaration.name.text === name)
        return declaration.initializer && bare(declaration.initializer);
    }
  }
  return undefined;
}

/** The value of a property written in an object literal. */
export function property(object: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
  for (const member of object.properties) {
    if (!ts.isPropertyAssignment(member)) continue;
    const named = ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name) ? member.name.text : undefined;
    if (named === name) return bare(member.initializer);
  }
  return undefined;
}

/** A node's characters without leading comments. */
export function spanOf(node: ts.Node, file: ts.SourceFile): Span {
  return { uri: file.fileName, start: node.getStart(file), end: node.end };
}

function parameterSite(parameter: ts.ParameterDeclaration, file: ts.SourceFile): HandlerParameter {
  return {
    name: ts.isIdentifier(parameter.name) ? parameter.name.text : undefined,
    span: spanOf(parameter, file),
    binding: spanOf(parameter.name, file),
  };
}

/** Where `async ` goes to make a function asynchronous. */
export function asyncPosition(fn: ts.FunctionLikeDeclaration): number {
  const file = fn.getSourceFile();
  if (ts.isArrowFunction(fn)) return fn.getStart(file);
  if (ts.isFunctionDeclaration(fn) || ts.isFunctionExpression(fn)) return functionKeyword(fn, file);
  return fn.asteriskToken?.getStart(file) ?? fn.name?.getStart(file) ?? fn.getStart(file);
}

function functionKeyword(fn: ts.FunctionDeclaration | ts.FunctionExpression, file: ts.SourceFile): number {
  const found = fn.getChildren(file).find((child) => child.kind === ts.SyntaxKind.FunctionKeyword);
  return found?.getStart(file) ?? fn.getStart(file);
}

function hasBareParameter(fn: ts.FunctionLikeDeclaration, file: ts.SourceFile): boolean {
  const [parameter] = fn.parameters;
  if (!ts.isArrowFunction(fn) || parameter === undefined) return false;
  return fn.parameters.length === 1 && !fn.getChildren(file).some((child) => child.kind === ts.SyntaxKind.OpenParenToken);
}

function bodySite(fn: ts.FunctionLikeDeclaration, file: ts.SourceFile): HandlerSite['body'] {
  const { body } = fn;
  if (body === undefined) return { kind: 'block', span: { uri: file.fileName, start: fn.end, end: fn.end }, firstStatement: undefined };
  if (!ts.isBlock(body)) return { kind: 'expression', span: spanOf(body, file), firstStatement: undefined };
  const first = body.statements.find((statement) => !isDirective(statement));
  return {
    kind: 'block',
    span: { uri: file.fileName, start: body.getStart(file) + 1, end: body.end - 1 },
    firstStatement: first?.getStart(file),
  };
}

function guardAt(fn: ts.FunctionLikeDeclaration, file: ts.SourceFile): number {
  const { body } = fn;
  if (body === undefined) return fn.end;
  if (!ts.isBlock(body)) return body.getStart(file);
  const end = directivesEnd(body.statements);
  return end ?? body.getStart(file) + 1;
}

/** Where the directive prologue (`'use server'`) of a statement list ends, `undefined` when there is none. */
export function directivesEnd(statements: readonly ts.Statement[]): number | undefined {
  let end: number | undefined;
  for (const statement of statements) {
    if (!isDirective(statement)) break;
    end = statement.end;
  }
  return end;
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function middlewareAt(call: ts.CallExpression): number | undefined {
  const first = call.arguments[isOnRoute(call.expression) || call.arguments.length === 1 ? 0 : 1];
  return first?.getStart(call.getSourceFile());
}

/** `router.route('/x').get(…)`: the path is given before, every argument handles. */
function isOnRoute(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || !ts.isCallExpression(callee.expression)) return false;
  const inner = callee.expression.expression;
  return ts.isPropertyAccessExpression(inner) && (inner.name.text === 'route' || isOnRoute(inner));
}

function wrapSite(fn: ts.FunctionLikeDeclaration, exported: ts.Node): HandlerSite['wrap'] {
  const expression = [exported, fn].find(ts.isExpression);
  if (ts.isFunctionDeclaration(exported)) return wrapDeclaration(exported, exported.getSourceFile());
  return expression && { span: spanOf(expression, expression.getSourceFile()), prefix: '', suffix: '' };
}

function wrapDeclaration(fn: ts.FunctionDeclaration, file: ts.SourceFile): HandlerSite['wrap'] {
  const asyncModifier = ts.getModifiers(fn)?.find((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
  const start = asyncModifier?.getStart(file) ?? functionKeyword(fn, file);
  const span = { uri: file.fileName, start, end: fn.end };
  if (hasModifier(fn, ts.SyntaxKind.DefaultKeyword)) return { span, prefix: '', suffix: ';' };
  return fn.name && { span, prefix: `const ${fn.name.text} = `, suffix: ';' };
}
