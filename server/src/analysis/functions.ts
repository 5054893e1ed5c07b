import ts from 'typescript';

/** Whether a function gives a promise by being declared so. */
export function isAsync(node: ts.FunctionLikeDeclaration): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

/** What a function is called where it is declared: by its own name, or by that of the variable that holds it. */
export function declaredName({ name, parent }: ts.FunctionLikeDeclaration): string | undefined {
  const given = name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  return given && ts.isIdentifier(given) ? given.text : undefined;
}
