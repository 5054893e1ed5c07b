import ts from 'typescript';
import type { Uri } from '../model/source';
import { memoized } from '../project/memoized';
import { resolveName, type Declaration } from '../project/scope';
import { walk } from '../project/syntax';
import type { Use } from './settingsUse';

/** What tells that code has to do with a scheduler. */
interface Signs {
  /** Whether a text names something that belongs to one. */
  readonly mentions: (text: string) => boolean;
  /** Whether a module does, as far as it is used so. */
  readonly module: (specifier: string, from: Uri, use: Use) => boolean;
}

/** Makes the test whether code, or what the names in it stand for, has to do with a scheduler; other modules are asked for, not entered. */
export function createReach({ mentions, module }: Signs): (code: ts.Node) => boolean {
  return memoized((code) => {
    const { texts, imports } = reachOf(code);
    return (
      texts.some(mentions) ||
      imports.some(({ specifier, use, written }) => module(specifier, code.getSourceFile().fileName, use) || mentions(written))
    );
  });
}

/** What code leads to in its own module, and what it imports on the way. */
interface Reach {
  readonly texts: readonly string[];
  readonly imports: readonly Import[];
}

interface Import {
  readonly specifier: string;
  readonly use: Use;
  /** The whole import. */
  readonly written: string;
}

const reachOf = memoized((code: ts.Node): Reach => {
  const nodes = new Set([code]);
  const imports: Import[] = [];
  // Those that are added are gone through, too.
  for (const node of nodes) {
    walk(node, (child) => {
      const lead = leadOf(child);
      if (!lead) return;
      if ('specifier' in lead) imports.push(lead);
      else nodes.add(lead.node);
    });
  }
  return { texts: [...nodes].map((node) => node.getText()), imports };
});

/** More code of the same module, or another module and how it is used. */
type Lead = { readonly node: ts.Node } | Import;

function leadOf(node: ts.Node): Lead | undefined {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return classAround(node);
  if (ts.isCallExpression(node)) return loaded(node);
  if (!ts.isIdentifier(node) || isMemberName(node)) return undefined;
  const declaration = resolveName(node.text, node);
  return declaration && leadTo(declaration, node);
}

function leadTo(declaration: Declaration, name: ts.Identifier): Lead | undefined {
  const statement = importAround(declaration);
  if (statement) return { specifier: statement.specifier, use: useOf(name), written: statement.node.getText() };
  let node: ts.Node = declaration;
  while (ts.isBindingElement(node)) node = node.parent.parent;
  return ts.isParameter(node) ? undefined : { node };
}

function importAround(declaration: Declaration): { readonly node: ts.Node; readonly specifier: string } | undefined {
  let node: ts.Node = declaration;
  while (ts.isImportSpecifier(node) || ts.isNamedImports(node) || ts.isNamespaceImport(node) || ts.isImportClause(node)) node = node.parent;
  const specifier = ts.isImportDeclaration(node)
    ? node.moduleSpecifier
    : ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)
      ? node.moduleReference.expression
      : undefined;
  return specifier && ts.isStringLiteralLike(specifier) ? { node, specifier: specifier.text } : undefined;
}

function useOf({ parent }: ts.Identifier): Use {
  return ts.isPropertyAccessExpression(parent) ? parent.name.text : undefined;
}

/** Names of members and properties stand for nothing by themselves. */
function isMemberName(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === name
  );
}

/** `import('./x')` and `require('./x')`. */
function loaded({ expression, arguments: [first] }: ts.CallExpression): Import | undefined {
  const isLoading = expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
  return isLoading && first && ts.isStringLiteralLike(first) ? { specifier: first.text, use: undefined, written: first.text } : undefined;
}

function classAround(node: ts.Node): Lead | undefined {
  for (let around: ts.Node = node.parent; !ts.isSourceFile(around); around = around.parent) {
    if (ts.isClassLike(around)) return { node: around };
  }
  return undefined;
}
