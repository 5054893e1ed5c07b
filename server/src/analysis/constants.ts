import ts from 'typescript';
import { spanOf } from './recorder';
import { literal, type Value } from './value';

const K = ts.SyntaxKind;

const constants = new WeakMap<ts.Node, Value>();

/** The value of a literal; the same one each time. */
export function constant(node: ts.Node): Value {
  let value = constants.get(node);
  if (!value) constants.set(node, (value = constantOf(node)));
  return value;
}

function constantOf(node: ts.Node): Value {
  if (ts.isStringLiteralLike(node)) return literal(node.text, spanOf(node));
  if (ts.isNumericLiteral(node)) return literal(Number(node.text.replaceAll('_', '')), spanOf(node));
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { kind: 'regexp', source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  return literal(node.kind === K.NullKeyword ? null : node.kind === K.TrueKeyword, spanOf(node));
}

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
