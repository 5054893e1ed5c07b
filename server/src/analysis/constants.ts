import ts from 'typescript';
import { memoized } from '../project/memoized';
import { spanOf } from './recorder';
import { literal, type Value } from './value';

const K = ts.SyntaxKind;

/** The value of a literal; the same one each time. */
export const constant = memoized((node: ts.Node): Value => {
  if (ts.isStringLiteralLike(node)) return literal(node.text, spanOf(node));
  if (ts.isNumericLiteral(node)) return literal(Number(node.text.replaceAll('_', '')), spanOf(node));
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { kind: 'regexp', source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  return literal(node.kind === K.NullKeyword ? null : node.kind === K.TrueKeyword, spanOf(node));
});

/** What `typeof` says, where the value tells. */
export function typeOf(value: Value): Value | undefined {
  switch (value.kind) {
    case 'literal':
      return literal(typeof value.value);
    case 'text':
      return literal('string');
    case 'function':
    case 'native':
    case 'class':
      return literal('function');
    case 'object':
    case 'array':
    case 'response':
    case 'promise':
    case 'shaped':
      return literal('object');
    default:
      return undefined;
  }
}
