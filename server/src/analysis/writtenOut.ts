import ts from 'typescript';
import { memoized } from '../project/memoized';
import { constant } from './constants';
import { nameText } from './evaluate';
import type { Value } from './value';

const K = ts.SyntaxKind;

/**
 * The value of an object or list in which everything is written out, down to the last text and number: the same one each time, whoever asks.
 * `undefined` where anything has to be looked up, and where nothing is written, since that may be filled.
 */
export const writtenOut = memoized((node: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression): Value | undefined => {
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map(valueOf);
    return items.length > 0 && items.every((item) => item !== undefined) ? { kind: 'array', items, open: false } : undefined;
  }
  const fields = new Map<string, Value>();
  for (const item of node.properties) {
    const name = ts.isPropertyAssignment(item) ? nameText(item.name) : undefined;
    const value = ts.isPropertyAssignment(item) && name !== undefined ? valueOf(item.initializer) : undefined;
    if (name === undefined || value === undefined) return undefined;
    fields.set(name, value);
  }
  return fields.size > 0 ? { kind: 'object', fields, open: false, type: undefined, made: node } : undefined;
});

function valueOf(node: ts.Expression): Value | undefined {
  switch (node.kind) {
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral:
    case K.NumericLiteral:
    case K.TrueKeyword:
    case K.FalseKeyword:
    case K.NullKeyword:
      return constant(node);
    default:
      return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) ? writtenOut(node) : undefined;
  }
}
