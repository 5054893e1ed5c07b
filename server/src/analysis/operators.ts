import ts from 'typescript';
import { compare } from './compare';
import { one, onlyValue, then, type Context } from './context';
import { evaluate, textOf } from './evaluate';
import { isOptional, settingBehind } from './gaps';
import { inputIn } from './inputs';
import { listOf } from './lists';
import { noteAge } from './freshness';
import { literalText } from './literals';
import { spanOf } from './recorder';
import type { Frame, State } from './state';
import { fork, isLength, nullish, truth, yesNo } from './truth';
import { absent, findIn, identity, isEnv, keyOf, literal, unknown, type Literal, type Outcome, type Value } from './value';

const K = ts.SyntaxKind;

/** A binary expression that is no assignment. */
export function binary(context: Context, node: ts.BinaryExpression, state: State, frame: Frame): readonly Outcome[] {
  const operator = node.operatorToken.kind;
  const right = (from: State): readonly Outcome[] => evaluate(context, node.right, from, frame);
  return then(evaluate(context, node.left, state, frame), (left, next) => {
    switch (operator) {
      case K.AmpersandAmpersandToken:
        return truth(context, left, next, node.left).flatMap((side) =>
          side.truth ? right(side.state) : one(left.kind === 'promise' ? literal(true) : falsy(left), side.state),
        );
      case K.BarBarToken:
        return withFallback(context, left, next, node, frame, (from) =>
          truth(context, left, from, node.left).map((side) => ({ missing: !side.truth, state: side.state })),
        );
      case K.QuestionQuestionToken:
        return withFallback(context, left, next, node, frame, (from) =>
          nullish(context, left, from, node.left).map((side) => ({ missing: side.nullish, state: side.state })),
        );
      case K.CommaToken:
        return right(next);
      default:
        return then(right(next), (value, last) => operate(context, node, operator, left, value, last));
    }
  });
}

function falsy(value: Value): Value {
  return value.kind === 'literal' || value.kind === 'input' || value.kind === 'env' || value.kind === 'unknown' ? value : literal(false);
}

/** `a || b` and `a ?? b`: what stands in for something missing. */
function withFallback(
  context: Context,
  left: Value,
  state: State,
  node: ts.BinaryExpression,
  frame: Frame,
  sides: (from: State) => readonly { readonly missing: boolean; readonly state: State }[],
): readonly Outcome[] {
  const constant = constantOf(node.right) ?? constantNamed(context, node.right, state, frame);
  const coalesces = node.operatorToken.kind === K.QuestionQuestionToken;
  if (constant && !left.kind.startsWith('literal')) {
    const kept = keepWith(left, constant, coalesces);
    if (kept) return one(kept, state);
    // `a[i] ?? 0`: past the end of a text there is no more of it.
    if (typeof constant.value === 'number' && isElement(left)) return one(left, state);
  }
  if (isOptional(left) && settingBehind(left) && isEmptyList(node.right)) return one(listOf(left, node), state);
  return sides(state).flatMap((side) => {
    if (!side.missing) return one(left, side.state);
    const instead = evaluate(context, node.right, side.state, frame);
    for (const { value } of instead)
      if (left.kind === 'env' && value.kind === 'env') context.recorder.substitutes(value.name, left.name, spanOf(node.right));
    return instead;
  });
}

/** Whether a value is a character or byte of another one. */
export function isElement(value: Value): boolean {
  return value.kind === 'derived' && /^\.(\d+|\*|charCodeAt|codePointAt|at)$/.test(value.op);
}

function isEmptyList(node: ts.Expression): boolean {
  return ts.isArrayLiteralExpression(node) && node.elements.length === 0;
}

function constantOf(node: ts.Expression): Literal | undefined {
  if (ts.isStringLiteralLike(node)) return literal(node.text, spanOf(node));
  if (ts.isNumericLiteral(node)) return literal(Number(node.text), spanOf(node));
  if (node.kind === K.NullKeyword) return literal(null, spanOf(node));
  if (node.kind === K.FalseKeyword) return literal(false, spanOf(node));
  return ts.isIdentifier(node) && node.text === 'undefined' ? literal(undefined, spanOf(node)) : undefined;
}

/** What a name stands for, where that is one constant whichever way it was come by. */
function constantNamed(context: Context, node: ts.Expression, state: State, frame: Frame): Literal | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const value = onlyValue(evaluate(context, node, state, frame));
  return value?.kind === 'literal' ? value : undefined;
}

/** A value with its fallback noted, where the two need not be told apart by the path. */
function keepWith(left: Value, constant: Literal, coalesces: boolean): Value | undefined {
  if (left.kind === 'env') {
    if (left.validated) return left;
    return typeof constant.value === 'string' && !left.fallback?.value
      ? { ...left, fallback: constant }
      : constant.value === undefined
        ? left
        : constant.value === null
          ? { ...left, fallback: left.fallback ?? constant }
          : undefined;
  }
  if (left.kind === 'derived' && left.from.kind === 'env' && left.op.startsWith('?') && typeof constant.value === 'string') {
    return { ...left, op: left.op.slice(1), from: { ...left.from, fallback: constant } };
  }
  if (left.kind === 'input') {
    const empty =
      constant.value === ''
        ? absent.empty
        : constant.value === null
          ? absent.null
          : constant.value === undefined || constant.value === false
            ? absent.undefined
            : absent.never;
    return { ...left, absent: coalesces && (left.absent & (absent.null | absent.undefined)) === 0 ? left.absent : empty };
  }
  // A piece of a path that is not known may be empty; what stands for the empty one is a path of its own.
  if (left.kind === 'pathname') return left;
  if (left.kind === 'unknown' || left.kind === 'claims' || left.kind === 'proof') {
    return constant.value ? { kind: 'unknown', id: `${keyOf(left)}||${keyOf(constant)}`, from: [left] } : left;
  }
  return undefined;
}

function operate(
  context: Context,
  node: ts.BinaryExpression,
  operator: ts.SyntaxKind,
  left: Value,
  right: Value,
  state: State,
): readonly Outcome[] {
  switch (operator) {
    case K.EqualsEqualsEqualsToken:
    case K.EqualsEqualsToken:
    case K.ExclamationEqualsEqualsToken:
    case K.ExclamationEqualsToken: {
      const negated = operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken;
      const loose = operator === K.EqualsEqualsToken || operator === K.ExclamationEqualsToken;
      const presentedLeft = inputIn(left) !== undefined;
      const [presented, expected] = presentedLeft ? [node.left, node.right] : [node.right, node.left];
      const operands = { presented: spanOf(presented), expected: spanOf(expected), negated };
      return compare(context, left, right, state, node, { method: 'early-exit', loose, operands }).map((side) => ({
        value: literal(side.truth !== negated, spanOf(node)),
        state: side.state,
        thrown: false,
      }));
    }
    case K.LessThanToken:
    case K.LessThanEqualsToken:
    case K.GreaterThanToken:
    case K.GreaterThanEqualsToken:
      return relation(context, node, operator, left, right, state);
    case K.InstanceOfKeyword:
      return instance(left, right, node, state);
    case K.InKeyword:
      if (left.kind === 'literal' && right.kind === 'object' && !right.open)
        return one(literal(right.fields.has(String(left.value))), state);
      return booleans(state, `in:${keyOf(left)}:${keyOf(right)}`);
    default:
      return one(arithmetic(node, operator, left, right), state);
  }
}

function booleans(state: State, key: string): readonly Outcome[] {
  return yesNo(fork(state, key));
}

function relation(
  context: Context,
  node: ts.BinaryExpression,
  operator: ts.SyntaxKind,
  left: Value,
  right: Value,
  state: State,
): readonly Outcome[] {
  if (left.kind === 'literal' && right.kind === 'literal') {
    const [a, b] = [Number(left.value), Number(right.value)];
    const result =
      operator === K.LessThanToken ? a < b : operator === K.LessThanEqualsToken ? a <= b : operator === K.GreaterThanToken ? a > b : a >= b;
    return one(literal(result, spanOf(node)), state);
  }
  noteAge(context, left, right);
  const key = `rel${identity(node)}:${keyOf(left)}:${keyOf(right)}`;
  const length = atLeast(operator, left, right);
  if (!length) return booleans(state, key);
  const { size, least, holdsIf } = length;
  return truth(context, size, state, node).flatMap((side) => {
    if (!side.truth) return one(literal(!holdsIf, spanOf(node)), side.state);
    return least === 1 ? one(literal(holdsIf, spanOf(node)), side.state) : booleans(side.state, key);
  });
}

/** A test that only what is as long passes, `x.length >= least`; `holdsIf` tells which outcome says that it is. */
function atLeast(
  operator: ts.SyntaxKind,
  left: Value,
  right: Value,
): { readonly size: Value; readonly least: number; readonly holdsIf: boolean } | undefined {
  const [size, bound] = [lengthOf(left) ?? lengthOf(right), left.kind === 'literal' ? left : right];
  if (!size || bound.kind !== 'literal' || typeof bound.value !== 'number') return undefined;
  const turned = lengthOf(left) === undefined;
  const isGreater = turned
    ? operator === K.LessThanToken || operator === K.LessThanEqualsToken
    : operator === K.GreaterThanToken || operator === K.GreaterThanEqualsToken;
  const includesBound = operator === K.GreaterThanEqualsToken || operator === K.LessThanEqualsToken;
  const least = isGreater === includesBound ? bound.value : bound.value + 1;
  return least >= 1 ? { size, least, holdsIf: isGreater } : undefined;
}

/** A value that is how long something else than a part of the request is. */
function lengthOf(value: Value): Value | undefined {
  return isLength(value) && (value.kind === 'api' || inputIn(value) === undefined) ? value : undefined;
}

function instance(left: Value, right: Value, node: ts.Node, state: State): readonly Outcome[] {
  if (left.kind === 'literal') return one(literal(false), state);
  if (right.kind === 'api' && right.path === 'global#Error' && left.kind === 'object' && left.type === 'Error')
    return one(literal(true), state);
  if (right.kind === 'api' && /#(Next)?Response$/.test(right.path)) {
    if (left.kind === 'response') return one(literal(true), state);
    if (left.kind === 'object') return one(literal(false), state);
  }
  if (right.kind === 'class' && left.kind === 'object' && typeof left.type === 'object') {
    return left.type.node === right.node ? one(literal(true), state) : booleans(state, `is${identity(node)}`);
  }
  return booleans(state, `is${identity(node)}:${keyOf(left)}`);
}

/** Gathers differences: `^` finds one, `|` keeps it. */
export function difference(operator: ts.SyntaxKind, left: Value, right: Value): Value | undefined {
  if (operator === K.BarToken || operator === K.BarEqualsToken || operator === K.PlusEqualsToken)
    return right.kind === 'difference' ? right : left.kind === 'difference' ? left : undefined;
  if (operator !== K.CaretToken && operator !== K.CaretEqualsToken) return undefined;
  const [a, b] = [whole(left), whole(right)];
  if (!a || !b) return undefined;
  const isPresented = (inputIn(a) === undefined) !== (inputIn(b) === undefined);
  return isPresented || isTextAndSetting(a, b) || isTextAndSetting(b, a) ? { kind: 'difference', left: a, right: b } : undefined;
}

/** Whether a text that stands for what the caller did not present meets a setting: `''` and the secret. */
function isTextAndSetting(text: Value, setting: Value): boolean {
  return literalText(text) !== undefined && findIn(setting, isEnv) !== undefined;
}

/** The value that an element was taken from; lengths are no elements. */
function whole(value: Value): Value | undefined {
  if (value.kind !== 'derived') return value;
  if (/length$/i.test(value.op)) return undefined;
  return value.op.startsWith('.') ? whole(value.from) : value;
}

function arithmetic(node: ts.BinaryExpression, operator: ts.SyntaxKind, left: Value, right: Value): Value {
  const different = difference(operator, left, right);
  if (different) return different;
  if ([left, right].some((value) => value.kind === 'time')) return { kind: 'time', of: [left, right] };
  if (left.kind === 'literal' && right.kind === 'literal') {
    const bothNumbers = typeof left.value === 'number' && typeof right.value === 'number';
    if (operator === K.PlusToken)
      return bothNumbers ? literal(Number(left.value) + Number(right.value), spanOf(node)) : textOf([left, right], node);
    const [a, b] = [Number(left.value), Number(right.value)];
    if (operator === K.MinusToken) return literal(a - b);
    if (operator === K.AsteriskToken) return literal(a * b);
    if (operator === K.SlashToken) return literal(a / b);
  }
  if (operator === K.PlusToken) return textOf([left, right], node);
  if (left.kind === 'literal' && right.kind === 'literal' && operator === K.AmpersandToken)
    return literal(Number(left.value) & Number(right.value));
  if (left.kind === 'literal' && right.kind === 'literal' && operator === K.BarToken)
    return literal(Number(left.value) | Number(right.value));
  if (left.kind === 'input' && right.kind === 'literal') return { ...left, derived: true };
  if (right.kind === 'input' && left.kind === 'literal') return { ...right, derived: true };
  return unknown(`o${identity(node)}:${keyOf(left).slice(0, 60)}:${keyOf(right).slice(0, 60)}`, [left, right]);
}
