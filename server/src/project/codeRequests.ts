import ts from 'typescript';
import { httpMethod } from '../model/endpoint';
import type { SourceText } from '../model/source';
import { resolveName } from './bindings';
import { literalTree, parseCode } from './literal';
import type { HttpCall } from './shell';
import { at, text } from './tree';
import { walk } from './syntax';

/**
 * Requests that a file of code makes with an address that can be read. With a name, only those made by functions of that name
 * and the functions of the file that they call. An address of which nothing is known stands for the paths that the file lists.
 */
export function codeRequests(source: SourceText, name?: string): readonly HttpCall[] {
  const file = parseCode(source);
  const scopes = name === undefined ? [file] : reached(functionsNamed(file, name));
  return known(
    scopes.flatMap((scope) => requestsIn(scope)),
    file,
  );
}

/** Requests that a part of a file makes, with the functions of the file that it calls or is given. */
export function requestsBy(part: ts.Node): readonly HttpCall[] {
  const given: ts.Node[] = [part];
  walk(part, (node) => {
    const declaration = ts.isIdentifier(node) && isHandedOver(node) ? resolveName(node.text, node) : undefined;
    if (declaration && isFunction(declaration)) given.push(declaration);
  });
  return reached(given)
    .flatMap((scope) => requestsIn(scope))
    .filter(({ url }) => hasPath.test(url));
}

function isHandedOver({ parent }: ts.Identifier): boolean {
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) || ts.isPropertyAssignment(parent);
}

function isFunction(node: ts.Node): boolean {
  const held = ts.isVariableDeclaration(node) ? node.initializer : node;
  return held !== undefined && (ts.isFunctionDeclaration(held) || ts.isArrowFunction(held) || ts.isFunctionExpression(held));
}

const hasPath = /(?:^|[^/])\/[^/\s$]/;

/** Requests of which a path is known, and the paths that a file lists where there are requests of which nothing is. */
function known(calls: readonly HttpCall[], file: ts.SourceFile): readonly HttpCall[] {
  const isOpen = calls.some(({ url }) => /^(?:\$\{[^}]*\})+$/.test(url));
  const told = calls.filter(({ url }) => hasPath.test(url));
  return isOpen ? [...told, ...listedPaths(file)] : told;
}

/** Whether a file has a function, method or property of a name. */
export function hasFunction(source: SourceText, name: string): boolean {
  return functionsNamed(parseCode(source), name).length > 0;
}

function functionsNamed(file: ts.SourceFile, name: string): readonly ts.Node[] {
  const found: ts.Node[] = [];
  walk(file, (node) => {
    const isNamed = ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) || ts.isFunctionDeclaration(node);
    if (isNamed && node.name && ts.isIdentifier(node.name) && node.name.text === name) found.push(node);
  });
  return found;
}

/** The functions with those of the same file that they call. */
function reached(functions: readonly ts.Node[]): readonly ts.Node[] {
  const all = new Set(functions);
  for (const scope of all) {
    walk(scope, (node) => {
      if (!ts.isCallExpression(node)) return;
      const { expression } = node;
      const declaration = ts.isIdentifier(expression) ? resolveName(expression.text, node) : undefined;
      if (declaration && (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration))) all.add(declaration);
      if (ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword)
        functionsNamed(node.getSourceFile(), expression.name.text).forEach((method) => all.add(method));
    });
  }
  // A set grows while it is walked, so this is everything; nested ones would be read twice.
  return [...all].filter((node) => ![...all].some((outer) => outer !== node && outer.pos <= node.pos && node.end <= outer.end));
}

function requestsIn(scope: ts.Node): readonly HttpCall[] {
  const calls: HttpCall[] = [];
  walk(scope, (node) => {
    const call = ts.isCallExpression(node) ? requestOf(node) : undefined;
    if (call) calls.push(call);
  });
  return calls;
}

/** What a request is made with. */
interface Client {
  /** What precedes every address; nothing where that is not known. */
  readonly base: string;
  readonly member: string | undefined;
}

/** Functions of the platform, and packages and services of frameworks by the names that they usually go by. */
const clients =
  /^(?:globalThis\.|self\.|this\.)?(?:\$?fetch|ofetch|axios|got|ky|superagent|needle|http(?:Service|Client)?)(?:\.(?:axiosRef\.)?(\w+))?$/;

function clientOf(callee: ts.Expression): Client | undefined {
  const known = clients.exec(callee.getText());
  return known ? { base: '', member: known[1] } : madeClient(callee);
}

/** A client that is made in the file with a base of its own: `axios.create({ baseURL })`. */
function madeClient(callee: ts.Expression): Client | undefined {
  const [name, member] = ts.isPropertyAccessExpression(callee) ? [callee.expression, callee.name.text] : [callee, undefined];
  const declaration = ts.isIdentifier(name) ? resolveName(name.text, name) : undefined;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (!made || !ts.isCallExpression(made) || !makesClient.test(made.expression.getText())) return undefined;
  const settings = made.arguments[0] && literalTree(made.arguments[0]);
  const base = text(at(settings, 'baseURL')) ?? text(at(settings, 'prefixUrl')) ?? '${_}';
  return { base: base.replace(/\/$/, ''), member };
}

const makesClient = /^(?:axios|ky|got|ofetch|\$fetch)\.(?:create|extend)$/;

function requestOf(call: ts.CallExpression): HttpCall | undefined {
  const [address, init] = call.arguments;
  const client = address && clientOf(call.expression);
  if (!client) return undefined;
  // `axios({ method, url })`, `axios.request({ … })`
  const whole = ts.isObjectLiteralExpression(address) ? literalTree(address) : undefined;
  const url = whole ? text(at(whole, 'url')) : addressOf(address);
  if (url === undefined) return undefined;
  const verb = client.member === 'request' ? undefined : client.member;
  const method = verb ?? text(at(whole ?? (init && literalTree(init)), 'method')) ?? 'GET';
  const inner = ts.isStringLiteralLike(address) || ts.isTemplateExpression(address) ? 1 : 0;
  return {
    url: client.base + url,
    method: httpMethod(method.toUpperCase()),
    start: address.getStart() + inner,
    end: address.getEnd() - inner,
    isProbe: false,
  };
}

function addressOf(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) {
    const declaration = resolveName(expression.text, expression);
    return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer ? addressOf(declaration.initializer) : undefined;
  }
  if (ts.isNewExpression(expression) && expression.expression.getText() === 'URL') {
    const [path, base] = expression.arguments ?? [];
    const read = path && addressOf(path);
    return base && read !== undefined ? (addressOf(base) ?? '${_}').replace(/\/$/, '') + read : read;
  }
  if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'href') return addressOf(expression.expression);
  if (
    ts.isCallExpression(expression) &&
    ts.isPropertyAccessExpression(expression.expression) &&
    expression.expression.name.text === 'toString'
  ) {
    return addressOf(expression.expression.expression);
  }
  return text(literalTree(expression));
}

/** Texts that are paths, from the file's objects and lists. */
function listedPaths(file: ts.SourceFile): readonly HttpCall[] {
  const calls: HttpCall[] = [];
  walk(file, (node) => {
    const isListed = ts.isStringLiteralLike(node) && (ts.isPropertyAssignment(node.parent) || ts.isArrayLiteralExpression(node.parent));
    if (isListed && /^\/\w[\w-]*\/[\w/-]+$/.test(node.text)) {
      calls.push({ url: `\${_}${node.text}`, method: undefined, start: node.getStart() + 1, end: node.getEnd() - 1, isProbe: false });
    }
  });
  return calls;
}
