import ts from 'typescript';
import { memoized } from '../project/memoized';
import { resolveName } from '../project/scope';
import { chainStart, walk } from '../project/syntax';

/** What a module puts in the place of a member while it is loaded; `undefined` where that cannot be told. */
export type Replacement = ts.Expression | undefined;

/** What the module of a class puts in the place of one of its methods, or of its `static` members, while it is loaded. */
export function replacedMember(type: ts.ClassLikeDeclaration, name: string, isOfClass: boolean): { readonly by: Replacement } | undefined {
  const replaced = replacedIn(type);
  const key = keyOf(name, isOfClass);
  const any = keyOf('*', isOfClass);
  if (replaced.has(key)) return { by: replaced.get(key) };
  return replaced.has(any) ? { by: undefined } : undefined;
}

const replacedIn = memoized((type: ts.ClassLikeDeclaration): ReadonlyMap<string, Replacement> => {
  const found = new Map<string, Replacement>();
  for (const member of type.members) if (ts.isClassStaticBlockDeclaration(member)) gather(type, member.body.statements, true, found);
  const { statements, text } = type.getSourceFile();
  if (type.name && new RegExp(`\\b${type.name.text}\\b[.,]`).test(text)) gather(type, statements, true, found);
  return found;
});

function keyOf(name: string, isOfClass: boolean): string {
  return `${isOfClass ? 'static ' : ''}${name}`;
}

/** Adds what statements replace; what only some ways through them do cannot be told. */
function gather(
  type: ts.ClassLikeDeclaration,
  statements: readonly ts.Statement[],
  isSure: boolean,
  found: Map<string, Replacement>,
): void {
  for (const statement of statements) {
    if (ts.isExpressionStatement(statement)) replacing(type, statement.expression, isSure, found);
    else if (!ts.isClassLike(statement) && !ts.isFunctionLike(statement) && !ts.isVariableStatement(statement))
      walk(statement, (node) => {
        if (ts.isExpressionStatement(node) && !ts.findAncestor(node, ts.isFunctionLike)) replacing(type, node.expression, false, found);
      });
  }
}

const filling = /^(?:Object|Reflect)\.(?:assign|define(?:Property|Properties)|set)$/;

function replacing(type: ts.ClassLikeDeclaration, node: ts.Expression, isSure: boolean, found: Map<string, Replacement>): void {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left } = node;
    if (!ts.isPropertyAccessExpression(left)) return;
    const isOfClass = ownerIn(type, left.expression);
    if (isOfClass !== undefined) found.set(keyOf(left.name.text, isOfClass), isSure ? node.right : undefined);
  } else if (ts.isCallExpression(node) && filling.test(node.expression.getText())) {
    const [target, name] = node.arguments;
    const isOfClass = target && ownerIn(type, target);
    if (isOfClass !== undefined) found.set(keyOf(name && ts.isStringLiteralLike(name) ? name.text : '*', isOfClass), undefined);
  }
}

/** Whether an expression is the class (`true`) or what its instances inherit from (`false`). */
function ownerIn(type: ts.ClassLikeDeclaration, node: ts.Expression): boolean | undefined {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ts.findAncestor(node, ts.isClassStaticBlockDeclaration)?.parent === type || undefined;
  const start = chainStart(node);
  if (!start || resolveName(start.text, start) !== type) return undefined;
  if (start === node) return true;
  return ts.isPropertyAccessExpression(node) && node.expression === start && node.name.text === 'prototype' ? false : undefined;
}
