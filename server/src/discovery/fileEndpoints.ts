import ts from 'typescript';
import type { Calling } from '../model/adapters';
import type { Endpoint } from '../model/endpoint';
import type { ExportedAs } from '../model/fileRouting';
import { exportOf, exportNames } from '../project/exports';
import type { Program } from '../project/program';
import { resolveName } from '../project/scope';
import { memberEndpoints } from './memberEndpoints';
import type { RouteFile } from './routeFiles';
import { asksForEdge, handlerSite, spanOf } from './site';
import { isTransparent } from '../project/syntax';

/** An exported handler. */
export interface ExportedEndpoint {
  readonly endpoint: Endpoint;
  readonly file: ts.SourceFile;
  /** The export's name, or the handler itself where it is a member of what is exported. */
  readonly from: string | ts.Expression | ts.MethodDeclaration;
  /** Lists of middleware beside the handler, in their order. */
  readonly middleware: readonly ts.Expression[];
  readonly calling: Calling;
  /** Where it is declared; documentation tags stand above it. */
  readonly node: ts.Node;
}

/** The endpoints that a route file exports. */
export function exportedEndpoints(route: RouteFile, program: Program): readonly ExportedEndpoint[] {
  const file = program.file(route.uri);
  if (!file) return [];
  const { convention } = route;
  const calling = convention.edgeHandler && asksForEdge(file) ? convention.edgeHandler : convention.handler;
  const names = exportsOf(file, program);
  if (names.some((name) => convention.pageExports?.includes(name))) return [];
  return names.flatMap((name): readonly ExportedEndpoint[] => {
    const methods = convention.exports[name];
    if (!methods) return [];
    const node = declarationOf(file, name);
    if (convention.members) {
      return memberEndpoints(node, convention.members).map(({ path, member, handler, middleware, ...as }) => ({
        endpoint: endpointOf({ ...route, path: path ?? route.path }, file, { exported: as.name, as }, member, calling, handler),
        file,
        from: handler,
        middleware,
        calling,
        node: member,
      }));
    }
    const as = convention.exportedAs?.(name, route.match) ?? { name, methods };
    return [{ endpoint: endpointOf(route, file, { exported: name, as }, node, calling), file, from: name, middleware: [], calling, node }];
  });
}

function exportsOf(file: ts.SourceFile, program: Program, seen: ReadonlySet<ts.SourceFile> = new Set()): readonly string[] {
  const own = exportNames(file);
  const { stars } = exportOf(file, '*');
  const visited = new Set(seen).add(file);
  const rest = stars.flatMap((specifier) => {
    const resolved = program.resolve(specifier, file.fileName);
    const target = resolved.kind === 'file' ? program.file(resolved.uri) : undefined;
    return target && !visited.has(target) ? exportsOf(target, program, visited).filter((name) => name !== 'default') : [];
  });
  return [...new Set([...own, ...rest])];
}

function endpointOf(
  route: RouteFile,
  file: ts.SourceFile,
  { exported: exportName, as: { name, methods } }: { readonly exported: string; readonly as: ExportedAs },
  node: ts.Node,
  calling: Calling,
  handler: ts.Node = node,
): Endpoint {
  const fn = handlerFunction(handler, file);
  const exported = ts.isBindingElement(node) ? (ts.findAncestor(node, ts.isVariableDeclaration) ?? node) : node;
  return {
    id: `${route.uri.slice(route.root.length + 1)}#${exportName}`,
    framework: route.framework.id,
    name,
    methods,
    path: route.path,
    uri: route.uri,
    declaration: spanOf(nameOf(node), file),
    site: fn && handlerSite(fn, { style: calling.style, exported }),
  };
}

/** The name that a declaration is known by; the underlined spot. */
function nameOf(node: ts.Node): ts.Node {
  if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) return node.name ?? firstToken(node);
  if (ts.isExportAssignment(node)) return firstLine(node.expression);
  if (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) return node.name;
  return node;
}

function firstToken(node: ts.Node): ts.Node {
  return node.getChildren().find((child) => child.kind === ts.SyntaxKind.FunctionKeyword) ?? node;
}

function firstLine(node: ts.Expression): ts.Node {
  return ts.isCallExpression(node) ? node.expression : ts.isFunctionLike(node) ? (node.getChildren()[0] ?? node) : node;
}

/** Where an export is declared in this file; a re-export stands where its specifier stands. */
function declarationOf(file: ts.SourceFile, name: string): ts.Node {
  const { found } = exportOf(file, name);
  if (found?.kind === 'declaration' && found.node.getSourceFile() === file) {
    const isImport = ts.isImportSpecifier(found.node) || ts.isImportClause(found.node) || ts.isNamespaceImport(found.node);
    if (!isImport) return found.node;
  }
  if (found?.kind === 'expression') {
    const local = ts.isIdentifier(found.node) ? resolveName(found.node.text, found.node) : undefined;
    const isOwn = local && (ts.isFunctionDeclaration(local) || ts.isVariableDeclaration(local));
    return isOwn ? local : (ts.findAncestor(found.node, ts.isExportAssignment) ?? found.node);
  }
  return specifierOf(file, name) ?? file.statements[0] ?? file;
}

function specifierOf(file: ts.SourceFile, name: string): ts.Node | undefined {
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    if (!statement.exportClause) return statement;
    if (ts.isNamedExports(statement.exportClause)) {
      const element = statement.exportClause.elements.find((item) => item.name.text === name);
      if (element) return element;
    }
  }
  return undefined;
}

/** The function that does the work: the innermost one that wrappers in this file were given. */
export function handlerFunction(node: ts.Node, file: ts.SourceFile, depth = 6): ts.FunctionLikeDeclaration | undefined {
  if (depth === 0) return undefined;
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node))
    return node.body ? node : undefined;
  if (ts.isVariableDeclaration(node)) return node.initializer && handlerFunction(node.initializer, file, depth - 1);
  if (ts.isExportAssignment(node)) return handlerFunction(node.expression, file, depth - 1);
  if (ts.isBindingElement(node)) {
    const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
    return declaration && handlerFunction(declaration, file, depth - 1);
  }
  if (isTransparent(node)) return handlerFunction(node.expression, file, depth - 1);
  if (ts.isCallExpression(node) || ts.isArrayLiteralExpression(node)) {
    for (const argument of [...(ts.isCallExpression(node) ? node.arguments : node.elements)].reverse()) {
      const fn = handlerFunction(argument, file, depth - 1);
      if (fn) return fn;
    }
    return undefined;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const handler = node.properties.find((item) => item.name && ts.isIdentifier(item.name) && item.name.text === 'handler');
    if (handler && ts.isPropertyAssignment(handler)) return handlerFunction(handler.initializer, file, depth - 1);
    return handler && ts.isMethodDeclaration(handler) ? handler : undefined;
  }
  if (ts.isIdentifier(node)) {
    const declaration = resolveName(node.text, node);
    return declaration && declaration.getSourceFile() === file ? handlerFunction(declaration, file, depth - 1) : undefined;
  }
  return undefined;
}
