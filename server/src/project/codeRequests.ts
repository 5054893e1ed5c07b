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
  const calls = scopes.flatMap((scope) => requestsIn(scope));
  const isOpen = calls.some(({ url }) => /^(?:\$\{[^}]*\})+$/.test(url));
  const known = calls.filter(({ url }) => /(?:^|[^/])\/[^/\s$]/.test(url));
  return isOpen ? [...known, ...listedPaths(file)] : known;
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
      const declaration =
        ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? resolveName(node.expression.text, node) : undefined;
      if (declaration && (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration))) all.add(declaration);
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

function requestOf(call: ts.CallExpression): HttpCall | undefined {
  const [, client, member] = /^(?:globalThis\.|self\.)?(\$?fetch|ofetch|axios|got|ky)(?:\.(\w+))?$/.exec(call.expression.getText()) ?? [];
  const address = call.arguments[0];
  if (client === undefined || !address) return undefined;
  const url = addressOf(address);
  if (url === undefined) return undefined;
  const init = call.arguments[1];
  const written = member ?? (init && text(at(literalTree(init), 'method'))) ?? 'GET';
  const inner = ts.isStringLiteralLike(address) || ts.isTemplateExpression(address) ? 1 : 0;
  return {
    url,
    method: httpMethod(written.toUpperCase()),
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
