import ts from 'typescript';
import { replaceAt } from './assign';
import type { MethodCall } from './context';
import type { State } from './state';
import type { Value } from './value';

/**
 * The state after bytes have been copied into others of a fixed length, which stand for them from then on: `given.copy(padded)`,
 * `padded.set(given)`; `undefined` for other calls.
 */
export function copiedBytes(receiver: Value, { context, name, args, node, state, frame }: MethodCall): State | undefined {
  const [source] = args;
  const [target] = node.arguments;
  if (name === 'copy' && source && target && (isText(receiver) || isBuffer(source)))
    return replaceAt(context, target, receiver, state, frame);
  if (name !== 'set' || !source || !isText(source) || !isBuffer(receiver) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  return replaceAt(context, node.expression.expression, source, state, frame);
}

/** Whether a value is a text, or bytes made of one. */
function isText({ kind }: Value): boolean {
  return kind === 'input' || kind === 'env' || kind === 'text' || kind === 'derived' || kind === 'digest';
}

/** Whether a value is bytes that have been made without content: `new Uint8Array(64)` is known by its length. */
function isBuffer(value: Value): boolean {
  return value.kind === 'literal' ? typeof value.value === 'number' : value.kind === 'api' && /\bBuffer\.alloc\w*\(\)$/.test(value.path);
}
