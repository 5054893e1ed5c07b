import ts from 'typescript';

/** Parentheses, `!` and assertions about types: they do not change what the expression in them is. */
export type Transparent = ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression | ts.TypeAssertion;

/** Whether an expression is the one in it, as far as running the code goes. */
export function isTransparent(node: ts.Node): node is Transparent {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

/** Visits a node and everything below it in the order of the text, however deep it is. */
export function walk(root: ts.Node, visit: (node: ts.Node) => void): void {
  let depth = 0;
  const go = (node: ts.Node): void => {
    if (depth === deepest) return walkFlat(node, visit);
    visit(node);
    depth++;
    ts.forEachChild(node, go);
    depth--;
  };
  go(root);
}

/** Levels that are gone through by calls, which takes less time and room than a list of what is left to visit. */
const deepest = 400;

function walkFlat(root: ts.Node, visit: (node: ts.Node) => void): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    visit(node);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse()) pending.push(child);
  }
}

/** The innermost node around an offset of a file, and those around it from there on. */
export function around(file: ts.SourceFile, offset: number): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const isIn = (node: ts.Node): boolean => node.pos <= offset && offset < node.end;
  for (let node: ts.Node | undefined = file; node; node = ts.forEachChild(node, (child) => (isIn(child) ? child : undefined)))
    found.unshift(node);
  return found;
}

/** An expression without what is transparent around it. */
export function bare(node: ts.Expression): ts.Expression {
  return isTransparent(node) ? bare(node.expression) : node;
}

/** What a node is the value of: around it only what is transparent, and what `passesOn` the value in it. */
export function outermost(node: ts.Node, passesOn: (around: ts.Node, node: ts.Node) => boolean): ts.Node {
  const { parent } = node;
  return parent !== undefined && (isTransparent(parent) || passesOn(parent, node)) ? outermost(parent, passesOn) : node;
}

/** The name that a chain of members and calls starts with: `db` of `(await db.users.find()).name`. */
export function chainStart(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  const isLink = isTransparent(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isAwaitExpression(node);
  return isLink ? chainStart(node.expression) : undefined;
}

/** Whether a node is an assignment, also one that combines: `+=`, `??=`. */
export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether a node declares a variable of a module, outside of all of its functions and blocks. */
export function isModuleVariable(node: ts.Node): node is ts.VariableDeclaration {
  return ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent) && ts.isSourceFile(node.parent.parent.parent);
}

/** Whether a variable is declared with `const`. */
export function isConstant({ parent }: ts.VariableDeclaration): boolean {
  return (parent.flags & ts.NodeFlags.Const) !== 0;
}

/** Whether an expression is written as nothing: `null`, `undefined`. */
export function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** Whether a declaration has a modifier, such as `export` or `async`. */
export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

/** Whether a function gives a promise by being declared so. */
export function isAsync(node: ts.FunctionLikeDeclaration): boolean {
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword);
}

/** Whether a function gives items to whoever goes through them; one that is written as an argument is run by what it is given to. */
export function isGenerator(node: ts.FunctionLikeDeclaration): boolean {
  const isArgument = ts.isFunctionExpression(node) && ts.isCallExpression(node.parent);
  return node.asteriskToken !== undefined && !isArgument;
}

/** What a function is called where it is declared: by its own name, or by that of the variable that holds it. */
export function declaredName({ name, parent }: ts.FunctionLikeDeclaration): string | undefined {
  const given = name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  return given && ts.isIdentifier(given) ? given.text : undefined;
}

/** The function that is written there. */
export function functionIn(node: ts.Expression | ts.MethodDeclaration | undefined): ts.FunctionLikeDeclaration | undefined {
  if (node === undefined || ts.isMethodDeclaration(node)) return node;
  const written = bare(node);
  return ts.isArrowFunction(written) || ts.isFunctionExpression(written) ? written : undefined;
}
