import ts from 'typescript';
import { textOf } from '../analysis/evaluate';
import { identity, literal, unknown, type Value } from '../analysis/value';
import { resolveName } from '../project/scope';
import { bare, functionIn, isConstant, walk } from '../project/syntax';

/** Finds the value of an expression that needs nothing but modules. */
export type ModuleValue = (node: ts.Expression) => Value;

/** How many constants, each written as the next, are gone through. */
const farthest = 8;

/**
 * What an expression is as far as it is written out where it stands: texts with the constants in them, objects and lists of such. What comes out
 * of a function's own work is not known; to find out would take following it.
 */
export function writtenValue(given: ts.Expression, ofModules: ModuleValue, depth = farthest): Value {
  const node = ts.isAwaitExpression(bare(given)) ? bare((bare(given) as ts.AwaitExpression).expression) : bare(given);
  const inner = (part: ts.Expression): Value => writtenValue(part, ofModules, depth - 1);
  if (depth <= 0) return somethingAt(node);
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.flatMap((span) => [inner(span.expression), literal(span.literal.text)]);
    return textOf(
      [literal(node.head.text), ...parts].filter((part) => part.kind !== 'literal' || part.value !== ''),
      node,
    );
  }
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, inner);
  if (ts.isArrayLiteralExpression(node)) return listOf(node.elements, inner);
  if (ts.isConditionalExpression(node)) return known(inner(node.whenTrue)) ?? inner(node.whenFalse);
  if (!dependsOnLocals(node)) return ofModules(node);
  if (ts.isIdentifier(node)) return localValue(node, inner) ?? somethingAt(node);
  if (ts.isPropertyAccessExpression(node)) return memberOf(inner(node.expression), node.name.text) ?? somethingAt(node);
  if (ts.isBinaryExpression(node)) return combined(node, inner) ?? somethingAt(node);
  const made = ts.isCallExpression(node) ? madeForEach(node) : undefined;
  return made ? listOf([made], inner, true) : somethingAt(node);
}

function somethingAt(node: ts.Node): Value {
  return unknown(`written${identity(node)}`);
}

function known(value: Value): Value | undefined {
  return value.kind === 'unknown' ? undefined : value;
}

function objectOf(node: ts.ObjectLiteralExpression, inner: ModuleValue): Value {
  const fields = new Map<string, Value>();
  let open = false;
  for (const item of node.properties) {
    const name = item.name && (ts.isIdentifier(item.name) || ts.isStringLiteralLike(item.name)) ? item.name.text : undefined;
    if (name !== undefined && ts.isPropertyAssignment(item)) fields.set(name, inner(item.initializer));
    else if (ts.isShorthandPropertyAssignment(item)) fields.set(item.name.text, inner(item.name));
    else open = true;
  }
  return { kind: 'object', fields, open, type: undefined };
}

function listOf(elements: readonly ts.Expression[], inner: ModuleValue, isOpen = false): Value {
  let open = isOpen;
  const items = elements.flatMap((element) => {
    const value = inner(ts.isSpreadElement(element) ? element.expression : element);
    if (!ts.isSpreadElement(element)) return [value];
    open = true;
    return value.kind === 'array' ? value.items : [];
  });
  return { kind: 'array', items, open };
}

/** A function's constant, as it is written. */
function localValue(node: ts.Identifier, inner: ModuleValue): Value | undefined {
  const declaration = resolveName(node.text, node);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  return declaration.initializer && isConstant(declaration) ? inner(declaration.initializer) : undefined;
}

function memberOf(owner: Value, name: string): Value | undefined {
  return owner.kind === 'object' ? owner.fields.get(name) : undefined;
}

function combined(node: ts.BinaryExpression, inner: ModuleValue): Value | undefined {
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.PlusToken) return textOf([inner(node.left), inner(node.right)], node);
  const isChoice = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
  return isChoice ? (known(inner(node.left)) ?? inner(node.right)) : undefined;
}

/** What `list.map((item) => …)` makes of each. */
function madeForEach({ expression, arguments: [callback] }: ts.CallExpression): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !/^(?:map|flatMap)$/.test(expression.name.text)) return undefined;
  const body = functionIn(callback)?.body;
  if (!body || !ts.isBlock(body)) return body;
  const last = body.statements.at(-1);
  return last && ts.isReturnStatement(last) ? last.expression : undefined;
}

/** Whether an expression names parameters or variables of functions. */
function dependsOnLocals(node: ts.Expression): boolean {
  let depends = false;
  walk(node, (child) => {
    if (depends || !ts.isIdentifier(child) || isMemberName(child)) return;
    const declaration = resolveName(child.text, child);
    const owner = declaration && ts.findAncestor(declaration.parent, ts.isFunctionLike);
    depends = owner !== undefined && owner.pos <= node.pos && owner.end >= node.end;
  });
  return depends;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || (ts.isPropertyAssignment(parent) && parent.name === node);
}
