import ts from 'typescript';
import { isAssignment } from '../project/syntax';
import { onlyValue, type Context } from './context';
import { evaluate } from './evaluate';
import { inputIn } from './inputs';
import type { Frame, State } from './state';
import { isLength } from './truth';
import { findIn, keyOf, partsOf, type DigestValue, type Value } from './value';

const lengths = /\.(?:byteL|l)ength\b\)?\s*(?:[!=]==?|\^)\s*[\w.(]*\.(?:byteL|l)ength\b/;

/**
 * Whether a loop gathers differences over the whole length of what it compares. One that runs as often as what the caller sends is long
 * ends as early as the caller likes, unless the lengths are compared, too.
 */
export function gathersAll(context: Context, node: ts.IterationStatement, condition: ts.Expression, state: State, frame: Frame): boolean {
  const gathered = gatheredIn(node.statement);
  if (!gathered) return false;
  const sent = bounds(condition)
    .map((bound) => onlyValue(evaluate(context, bound, state, frame)))
    .map((bound) => bound && lengthSent(bound))
    .find((bound) => bound !== undefined);
  if (!sent || areAlike(state, sent)) return true;
  const start = ts.isIdentifier(gathered) ? onlyValue(evaluate(context, gathered, state, frame)) : undefined;
  return start?.kind !== 'literal' || comparesLengths(node);
}

/** How long what the caller sends is, where a number is at most that. */
export function lengthSent(value: Value): Value | undefined {
  if (value.kind === 'api' && value.path === 'global#Math.min()') return partsOf(value).find((part) => lengthSent(part) !== undefined);
  return isLength(value) && inputIn(value) !== undefined && !findIn(value, isDigest) ? value : undefined;
}

/** The mark of a text or of bytes that have been cut to the length of what the caller sends. */
export const asSent = ' as sent';

/**
 * Whether a value is only as much of a secret as the caller sends, who may send nothing: what equals that proves nothing, unless the lengths are
 * compared, too.
 */
export function isCutAsSent(value: Value, state: State, node: ts.Node): boolean {
  if (value.kind !== 'derived') return false;
  if (!value.op.endsWith(asSent)) return isCutAsSent(value.from, state, node);
  return !areAlike(state) && !comparesLengths(node);
}

/** Whether the function around a place compares lengths somewhere. */
function comparesLengths(node: ts.Node): boolean {
  return lengths.test(functionAround(node).getText());
}

/** Whether a value is a digest, which is as long as any other. */
export function isDigest(value: Value): value is DigestValue {
  return value.kind === 'digest';
}

/** What differences are gathered into: `difference |= a[i] ^ b[i]`. */
function gatheredIn(node: ts.Node): ts.Expression | undefined {
  if (isAssignment(node) && /\^/.test(node.getText())) return node.left;
  return ts.forEachChild(node, gatheredIn);
}

/** What a condition keeps an index below, where that is a name or a member. */
function bounds(condition: ts.Expression): readonly ts.Expression[] {
  if (!ts.isBinaryExpression(condition)) return [];
  const { left, operatorToken, right } = condition;
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return [...bounds(left), ...bounds(right)];
  return [left, right].filter((side) => ts.isIdentifier(side) || ts.isPropertyAccessExpression(side));
}

/** Whether a length is known to be the same as another one; without one, any length. */
export function areAlike(state: State, length?: Value): boolean {
  const key = length ? keyOf(length) : 'ength(';
  for (const [name, fact] of state.facts) if (fact.truthy === true && name.includes('===') && name.includes(key)) return true;
  return false;
}

function functionAround(node: ts.Node): ts.Node {
  return ts.isFunctionLike(node) || ts.isSourceFile(node) ? node : functionAround(node.parent);
}
