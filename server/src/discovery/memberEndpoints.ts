import ts from 'typescript';
import type { HttpMethod } from '../model/endpoint';
import type { HandlerMembers } from '../model/fileRouting';
import { resolveName } from '../project/scope';
import { bare } from '../project/syntax';

/** A handler that stands in the object which an export is made with. */
export interface HandlerMember {
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  /** The path written beside it, if there is one. */
  readonly path: string | undefined;
  readonly member: ts.Node;
  readonly handler: ts.Expression | ts.MethodDeclaration;
  /** Lists of middleware that run before it. */
  readonly middleware: readonly ts.Expression[];
}

/** The handlers in what an export is made with. */
export function memberEndpoints(node: ts.Node, members: HandlerMembers): readonly HandlerMember[] {
  const call = ts.isVariableDeclaration(node) ? withoutTypes(node.initializer) : undefined;
  if (!call || !ts.isCallExpression(call)) return [];
  const chain = chainOf(call);
  const place = members.calls[chain.spelling];
  const argument = place && call.arguments.at(-1);
  if (!place || !argument) return [];
  const [first] = chain.first.arguments;
  const written = first && ts.isStringLiteralLike(first) ? members.routePath(first.text) : undefined;
  const middleware = [...chain.middleware];
  let object = objectIn(argument);
  for (const name of place) {
    const beside = valueOf(object, 'middleware');
    if (beside) middleware.push(beside);
    const inner = valueOf(object, name);
    object = inner && objectIn(inner);
  }
  return (object?.properties ?? []).flatMap((member): readonly HandlerMember[] => {
    const name = member.name && (ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name)) ? member.name.text : '';
    const methods = members.methods[name];
    const found = methods && handlerOf(member);
    if (!found) return [];
    return [{ name, methods, path: written, member, handler: found.handler, middleware: [...middleware, ...found.middleware] }];
  });
}

interface CallChain {
  /** Names with `()` where they are called: `createFileRoute()()`. */
  readonly spelling: string;
  readonly first: ts.CallExpression;
  readonly middleware: readonly ts.Expression[];
}

/** A chain of calls as text; calls that only add middleware are left out of it. */
function chainOf(call: ts.CallExpression): CallChain {
  const callee = withoutTypes(call.expression) ?? call.expression;
  if (ts.isCallExpression(callee)) {
    const inner = chainOf(callee);
    return { ...inner, spelling: `${inner.spelling}()` };
  }
  if (!ts.isPropertyAccessExpression(callee)) return { spelling: `${callee.getText()}()`, first: call, middleware: [] };
  const target = withoutTypes(callee.expression);
  if (!target || !ts.isCallExpression(target)) return { spelling: `${callee.name.text}()`, first: call, middleware: [] };
  const inner = chainOf(target);
  if (callee.name.text === 'middleware') return { ...inner, middleware: [...inner.middleware, ...call.arguments] };
  return { ...inner, spelling: `${inner.spelling}.${callee.name.text}()` };
}

/** The object that an expression is, or that a function gives: `(api) => ({ … })`, `({ createHandlers }) => createHandlers({ … })`. */
function objectIn(node: ts.Expression, depth = 4): ts.ObjectLiteralExpression | undefined {
  const plain = withoutTypes(node);
  if (!plain || depth === 0) return undefined;
  if (ts.isObjectLiteralExpression(plain)) return plain;
  if (ts.isIdentifier(plain)) {
    const declaration = resolveName(plain.text, plain);
    return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? objectIn(declaration.initializer, depth - 1)
      : undefined;
  }
  if (ts.isCallExpression(plain)) {
    const last = plain.arguments.at(-1);
    return last && objectIn(last, depth - 1);
  }
  if (!ts.isArrowFunction(plain) && !ts.isFunctionExpression(plain)) return undefined;
  if (!ts.isBlock(plain.body)) return objectIn(plain.body, depth - 1);
  const returned = plain.body.statements.find(ts.isReturnStatement)?.expression;
  return returned && objectIn(returned, depth - 1);
}

function valueOf(object: ts.ObjectLiteralExpression | undefined, name: string): ts.Expression | undefined {
  const member = object?.properties.find((item) => item.name && ts.isIdentifier(item.name) && item.name.text === name);
  if (!member) return undefined;
  return ts.isPropertyAssignment(member) ? member.initializer : ts.isShorthandPropertyAssignment(member) ? member.name : undefined;
}

/** A handler with the middleware written beside it: `{ middleware, handler }`, `api.middleware([…]).handler(…)`. */
function handlerOf(member: ts.ObjectLiteralElementLike): Pick<HandlerMember, 'handler' | 'middleware'> | undefined {
  if (ts.isMethodDeclaration(member)) return { handler: member, middleware: [] };
  if (ts.isShorthandPropertyAssignment(member)) return { handler: member.name, middleware: [] };
  if (!ts.isPropertyAssignment(member)) return undefined;
  const value = withoutTypes(member.initializer) ?? member.initializer;
  if (ts.isObjectLiteralExpression(value)) {
    const own = value.properties.find((item) => item.name && ts.isIdentifier(item.name) && item.name.text === 'handler');
    const handler = own && handlerOf(own)?.handler;
    const beside = valueOf(value, 'middleware');
    return handler && { handler, middleware: beside ? [beside] : [] };
  }
  if (ts.isCallExpression(value) && ts.isPropertyAccessExpression(value.expression) && value.expression.name.text === 'handler') {
    const handler = value.arguments.at(-1);
    return handler && { handler, middleware: middlewareIn(value.expression.expression) };
  }
  return { handler: value, middleware: [] };
}

function middlewareIn(node: ts.Expression): readonly ts.Expression[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const before = middlewareIn(node.expression.expression);
  return node.expression.name.text === 'middleware' ? [...before, ...node.arguments] : before;
}

function withoutTypes(node: ts.Expression | undefined): ts.Expression | undefined {
  return node && bare(node);
}
