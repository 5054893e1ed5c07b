import ts from 'typescript';
import type { SourceText, Uri } from '../model/source';
import { resolveName } from './bindings';
import { type Entry, type Tree, spanIn } from './tree';
import { isTransparent, walk } from './syntax';

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  tsx: ts.ScriptKind.TSX,
  jsx: ts.ScriptKind.JSX,
  js: ts.ScriptKind.JS,
  mjs: ts.ScriptKind.JS,
  cjs: ts.ScriptKind.JS,
};

/** Parses a manifest that is written as code. */
export function parseCode(source: SourceText): ts.SourceFile {
  const kind = kinds[source.uri.slice(source.uri.lastIndexOf('.') + 1)] ?? ts.ScriptKind.TS;
  return ts.createSourceFile(
    source.uri,
    source.text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
    kind,
  );
}

/** The literal parts of an expression as a tree; what is computed becomes `${…}` in texts and is `null` in objects and left out of lists. */
export function literalTree(expression: ts.Expression, depth = 0): Tree | undefined {
  const uri = expression.getSourceFile().fileName;
  const span = spanIn(uri, expression.getStart(), expression.getEnd());
  const inner = spanIn(uri, span.start + 1, span.end - 1);
  if (depth > 50) return undefined;
  if (ts.isStringLiteralLike(expression)) return { kind: 'scalar', value: expression.text, span: inner };
  if (ts.isNumericLiteral(expression)) return { kind: 'scalar', value: Number(expression.text), span };
  if (expression.kind === ts.SyntaxKind.TrueKeyword || expression.kind === ts.SyntaxKind.FalseKeyword) {
    return { kind: 'scalar', value: expression.kind === ts.SyntaxKind.TrueKeyword, span };
  }
  if (ts.isTemplateExpression(expression)) return { kind: 'scalar', value: templateText(expression), span: inner };
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const parts = [expression.left, expression.right].map((side) => literalTree(side, depth + 1));
    return { kind: 'scalar', value: parts.map((part) => (part?.kind === 'scalar' ? String(part.value) : '${_}')).join(''), span };
  }
  if (ts.isArrayLiteralExpression(expression)) {
    return { kind: 'list', items: expression.elements.flatMap((element) => literalTree(element, depth + 1) ?? []), span };
  }
  if (ts.isObjectLiteralExpression(expression))
    return { kind: 'map', entries: expression.properties.flatMap((member) => entryOf(member, depth + 1)), span };
  const inside = ts.isIdentifier(expression) ? constantValue(expression) : unwrapped(expression);
  return inside && literalTree(inside, depth + 1);
}

/** Every outermost literal object or list of a file or a part of one, those inside functions too. */
export function literalTrees(part: ts.Node): readonly Tree[] {
  const trees: Tree[] = [];
  const visit = (node: ts.Node, covered: boolean): void => {
    const isLiteral = ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
    const tree = isLiteral && !covered ? literalTree(node) : undefined;
    if (tree) trees.push(tree);
    const continues = ts.isPropertyAssignment(node) || (ts.isExpression(node) && unwrapped(node) !== undefined);
    ts.forEachChild(node, (child) => visit(child, isLiteral || (covered && continues)));
  };
  visit(part, false);
  return trees;
}

/** The same of every property or method of a name; a constant of the file that is given to it counts as written there. */
export function memberTrees(file: ts.SourceFile, name: string): readonly Tree[] {
  const found: Tree[] = [];
  walk(file, (node) => {
    const isNamed = ts.isObjectLiteralElementLike(node) && node.name && ts.isIdentifier(node.name) && node.name.text === name;
    if (!isNamed) return;
    const given = ts.isShorthandPropertyAssignment(node)
      ? resolveName(name, node)
      : ts.isPropertyAssignment(node)
        ? node.initializer
        : node;
    const held = given && ts.isIdentifier(given) ? resolveName(given.text, given) : given;
    if (held) found.push(...literalTrees(held));
  });
  return found;
}

/** The object that every construction of a class is given: `new Job('name', { … })`; the pattern is that of the class as it is written. */
export function constructedTrees(file: ts.SourceFile, type: RegExp): readonly Tree[] {
  const found: Tree[] = [];
  walk(file, (node) => {
    if (!ts.isNewExpression(node) || !type.test(node.expression.getText())) return;
    const given = node.arguments?.map((argument) => literalTree(argument)).find((tree) => tree?.kind === 'map');
    if (given) found.push(given);
  });
  return found;
}

/** The arguments of every call of a method in a file, whatever its object is; what is computed is absent. */
export function methodArguments(file: ts.SourceFile, method: string): readonly (readonly (Tree | undefined)[])[] {
  const found: (readonly (Tree | undefined)[])[] = [];
  walk(file, (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === method)
      found.push(node.arguments.map((argument) => literalTree(argument)));
  });
  return found;
}

function entryOf(member: ts.ObjectLiteralElementLike, depth: number): readonly Entry[] {
  const uri = member.getSourceFile().fileName;
  if (ts.isShorthandPropertyAssignment(member)) return named(member.name, member.name, uri, depth);
  const isNamed = ts.isPropertyAssignment(member) && (ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name));
  return isNamed ? named(member.name, member.initializer, uri, depth) : [];
}

function named(name: ts.Identifier | ts.StringLiteralLike, expression: ts.Expression, uri: Uri, depth: number): readonly Entry[] {
  const computed: Tree = { kind: 'scalar', value: null, span: spanIn(uri, expression.getStart(), expression.getEnd()) };
  return [{ key: name.text, keySpan: spanIn(uri, name.getStart(), name.getEnd()), value: literalTree(expression, depth) ?? computed }];
}

/** What a constant of the same file was given. */
function constantValue(name: ts.Identifier): ts.Expression | undefined {
  const declaration = resolveName(name.text, name);
  return declaration && ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) ? declaration.initializer : undefined;
}

function templateText(expression: ts.TemplateExpression): string {
  return (
    expression.head.text +
    expression.templateSpans
      .map((span) => `\${${/^[\w.]+$/.test(span.expression.getText()) ? span.expression.getText() : '_'}}${span.literal.text}`)
      .join('')
  );
}

/** `{…} as const`, `({…})`, `{…} satisfies X`, `JSON.stringify({…})`, `defineConfig({…})`. */
function unwrapped(expression: ts.Expression): ts.Expression | undefined {
  if (isTransparent(expression)) return expression.expression;
  return ts.isCallExpression(expression) && expression.arguments.length === 1 ? expression.arguments[0] : undefined;
}
