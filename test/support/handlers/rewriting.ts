import ts from 'typescript';
import type { Project } from './shapes';

/** A rewriting of a project's handler that changes nothing of what it does. */
export interface Transformation {
  readonly id: string;
  apply(project: Project): Project;
}

/** Rewrites one file of a project, from the inside out. */
export function rewrite(project: Project, path: string, change: (node: ts.Node) => ts.Node): Project {
  const file = parse(path, project.texts[path] ?? '');
  const { transformed } = ts.transform(file, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node => change(ts.visitEachChild(node, visit, context));
      return ts.visitEachChild(root, visit, context);
    },
  ]);
  return { ...project, texts: { ...project.texts, [path]: transformed.map((one) => ts.createPrinter().printFile(one)).join('') } };
}

/** A file's syntax, with parents. */
export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Code files of the project. */
export function codeOf({ texts }: Project): readonly string[] {
  return Object.keys(texts).filter((path) => path.endsWith('.ts'));
}

/** A transformation that rewrites every node of all code; nodes inside come first. */
export function everywhere(id: string, change: (node: ts.Node) => ts.Node): Transformation {
  return { id, apply: (project) => codeOf(project).reduce((done, path) => rewrite(done, path, change), project) };
}

/** Names that are declared inside functions of a file. */
export function localNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node, inside: boolean): void => {
    const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node);
    if (inside && declares && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
    const within = inside || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, within));
  };
  visit(file, false);
  return names;
}

/** Whether an identifier stands for a variable rather than for a member or a key. */
export function isVariable(node: ts.Identifier): boolean {
  const { parent } = node;
  if (parent === undefined) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node && !isShorthand(parent);
  return !ts.isShorthandPropertyAssignment(parent) && !ts.isTypeReferenceNode(parent) && !ts.isPropertySignature(parent);
}

/** Whether an element of an object pattern names the member and the variable in one. */
export function isShorthand(element: ts.BindingElement): boolean {
  return !element.propertyName && element.dotDotDotToken === undefined && ts.isObjectBindingPattern(element.parent);
}

/** Whether a name is used in a part of the code. */
export function uses(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => uses(child, names) || undefined) ?? false;
}

/** Whether something in a part of the code is awaited. */
export function awaits(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  return ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false;
}
