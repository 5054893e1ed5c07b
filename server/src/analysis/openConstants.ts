import ts from 'typescript';
import { memoized } from '../project/memoized';
import { isAssignment, isConstant, walk } from '../project/syntax';
import { quietly, type Context } from './context';
import { evaluate } from './evaluate';
import type { Frame, State } from './state';
import { partsOf, type Outcome, type Value } from './value';

/**
 * Whether set-up code leaves a function's constant to be evaluated where it is used: it depends on nothing but the environment, and requests
 * are answered in each. A path that asks for it shows that it does.
 */
export function staysOpen(context: Context, root: ts.VariableDeclaration, state: State, frame: Frame): boolean {
  const { initializer } = root;
  return context.routing !== undefined && initializer !== undefined && isRepeatable(root) && differs(context, initializer, state, frame);
}

/** The same for a constant of a module, which is found anew for each path that does not hold it; `outcomes` are its values on this one. */
export function isLeftOpen(
  context: Context,
  initializer: ts.Expression,
  outcomes: readonly Outcome[],
  state: State,
  frame: Frame,
): boolean {
  if (
    !context.routing ||
    !outcomes.every(({ thrown, value, state: after }) => !thrown && isPlain(value) && after.assigned === state.assigned)
  )
    return false;
  return outcomes.length > 1 || (hasSettings(state) && differs(context, initializer, state, frame));
}

/** Whether an expression has several plain values, depending on the environment. */
function differs(context: Context, initializer: ts.Expression, state: State, frame: Frame): boolean {
  const outcomes = quietly(context, () => evaluate(context, initializer, withoutSettings(state), frame));
  return outcomes.length > 1 && outcomes.every(({ thrown, value }) => !thrown && isPlain(value));
}

/** Whether a value is made of texts, numbers and flags. */
function isPlain(value: Value): boolean {
  if (value.kind === 'literal' || value.kind === 'env') return true;
  const isMade = value.kind === 'array' || value.kind === 'text' || value.kind === 'derived' || value.kind === 'unknown';
  return (isMade || (value.kind === 'object' && value.type === undefined)) && partsOf(value).every(isPlain);
}

/** Whether a constant can be evaluated again wherever it is used: it calls nothing and changes nothing. */
export const isRepeatable = memoized((root: ts.VariableDeclaration): boolean => {
  const { initializer, name } = root;
  if (!initializer || !ts.isIdentifier(name) || !isConstant(root)) return false;
  let isPure = true;
  let decides = false;
  walk(initializer, (node) => {
    if (ts.isFunctionLike(node) || changes(node) || (ts.isCallExpression(node) && !isPlainCall(node))) isPure = false;
    decides ||=
      ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isConditionalExpression(node) || ts.isCallExpression(node);
  });
  return isPure && decides;
});

function changes(node: ts.Node): boolean {
  return (
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isClassLike(node) ||
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.ExclamationToken) ||
    isAssignment(node)
  );
}

/** `Boolean(x)`, `['development', 'test'].includes(x)`: nothing but an answer about a value. */
function isPlainCall({ expression }: ts.CallExpression): boolean {
  if (ts.isIdentifier(expression)) return /^(?:Boolean|Number|String)$/.test(expression.text);
  return (
    ts.isPropertyAccessExpression(expression) && /^(?:to(?:Lower|Upper)Case|trim|includes|startsWith|endsWith)$/.test(expression.name.text)
  );
}

function hasSettings({ facts }: State): boolean {
  return [...facts.keys()].some(isSetting);
}

function withoutSettings(state: State): State {
  return { ...state, facts: new Map([...state.facts].filter(([key]) => !isSetting(key))) };
}

function isSetting(key: string): boolean {
  return key.startsWith('env:');
}
