import ts from 'typescript';
import { resolveName } from '../project/scope';
import { setStatic } from './classes';
import { one, then, type Context } from './context';
import { evaluate, nameText, textOf } from './evaluate';
import { literalText } from './literals';
import { assignVariable } from './modules';
import { difference } from './operators';
import { assignShaped } from './shaped';
import { nullish, truth } from './truth';
import { identity, keyOf, unknown, type FunctionValue, type Outcome, type Value } from './value';
import { withRouterMember } from './routerMembers';
import { readVariable, writeVariable, type Frame, type State } from './state';
import { bare, isTransparent } from '../project/syntax';

const K = ts.SyntaxKind;

/** An assignment; its value is the value assigned. */
export function assign(context: Context, node: ts.BinaryExpression, state: State, frame: Frame): readonly Outcome[] {
  const operator = node.operatorToken.kind;
  if (operator === K.EqualsToken) {
    return then(evaluate(context, node.right, state, frame), (value, next) => store(context, node.left, value, next, frame));
  }
  return then(evaluate(context, node.left, state, frame), (before, next) => {
    const right = (from: State): readonly Outcome[] =>
      then(evaluate(context, node.right, from, frame), (value, last) => store(context, node.left, value, last, frame));
    if (operator === K.QuestionQuestionEqualsToken) {
      return nullish(context, before, next, node.left).flatMap((side) => (side.nullish ? right(side.state) : one(before, side.state)));
    }
    if (operator === K.BarBarEqualsToken || operator === K.AmpersandAmpersandEqualsToken) {
      const goesOn = operator === K.AmpersandAmpersandEqualsToken;
      return truth(context, before, next, node.left).flatMap((side) =>
        side.truth === goesOn ? right(side.state) : one(before, side.state),
      );
    }
    return then(evaluate(context, node.right, next, frame), (value, last) => {
      const result =
        difference(operator, before, value) ??
        (operator === K.PlusEqualsToken && isText(before, value)
          ? textOf([before, value], node)
          : unknown(`a${identity(node)}`, [before, value]));
      return store(context, node.left, result, last, frame);
    });
  });
}

function isText(...values: readonly Value[]): boolean {
  return values.some((value) => value.kind === 'text' || value.kind === 'input' || literalText(value) !== undefined);
}

/** Stores a value in whatever an assignment's left side names. */
export function store(context: Context, target: ts.Expression, value: Value, state: State, frame: Frame): readonly Outcome[] {
  if (ts.isIdentifier(target)) {
    const declaration = resolveName(target.text, target);
    return one(value, declaration ? assignVariable(context, declaration, value, state, frame) : state);
  }
  if (isTransparent(target)) return store(context, target.expression, value, state, frame);
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    const name = ts.isPropertyAccessExpression(target)
      ? target.name.text
      : ts.isStringLiteralLike(target.argumentExpression)
        ? target.argumentExpression.text
        : undefined;
    return then(evaluate(context, target.expression, state, frame), (owner, next) => {
      if (owner.kind === 'shaped') context.recorder.keeps(next, value);
      return one(value, name === undefined ? next : setMember(context, target.expression, owner, name, value, next, frame));
    });
  }
  if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) return destructure(context, target, value, state, frame);
  return one(value, state);
}

function destructure(
  context: Context,
  target: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression,
  value: Value,
  state: State,
  frame: Frame,
): readonly Outcome[] {
  let next = state;
  const names = ts.isObjectLiteralExpression(target)
    ? target.properties.flatMap((item) =>
        ts.isShorthandPropertyAssignment(item)
          ? [item.name]
          : ts.isPropertyAssignment(item) && ts.isIdentifier(item.initializer)
            ? [item.initializer]
            : [],
      )
    : target.elements.filter(ts.isIdentifier);
  for (const name of names) {
    const declaration = resolveName(name.text, name);
    const index = ts.isArrayLiteralExpression(target) ? target.elements.indexOf(name) : -1;
    const field = value.kind === 'object' ? value.fields.get(name.text) : value.kind === 'array' ? value.items[index] : undefined;
    if (declaration) next = assignVariable(context, declaration, field ?? unknown(`d${identity(name)}`, [value]), next, frame);
  }
  return one(value, next);
}

/** The state after a member of what an expression names has been given a value. */
export function setMember(
  context: Context,
  at: ts.Expression,
  owner: Value,
  name: string,
  value: Value,
  state: State,
  frame: Frame,
): State {
  if (owner.kind === 'router') return withRouterMember(state, name, value);
  if (owner.kind === 'shaped') return assignShaped(owner, name, value, state);
  return setField(context, at, owner, name, value, state, frame);
}

/** Writes a member back into the variable that holds its object; deeper aliases are not followed. */
function setField(context: Context, at: ts.Expression, owner: Value, name: string, value: Value, state: State, frame: Frame): State {
  if (owner.kind === 'class') return setStatic(owner, name, value, state);
  if (owner.kind === 'array' && name === 'length') return replaceAt(context, at, { kind: 'array', items: [], open: true }, state, frame);
  if (owner.kind !== 'object') return state;
  return replaceAt(context, at, { ...owner, fields: new Map(owner.fields).set(name, value) }, state, frame);
}

/** The state after the object or list that an expression names has become another; deeper aliases are not followed. */
export function replaceAt(context: Context, at: ts.Expression, changed: Value, state: State, frame: Frame): State {
  if (at.kind === K.ThisKeyword) {
    for (let scope: Frame | undefined = frame; scope; scope = scope.parent) {
      if (readVariable(state, scope, scope.node)) return writeVariable(state, scope, scope.node, changed);
    }
    return state;
  }
  if (ts.isIdentifier(at)) {
    const declaration = resolveName(at.text, at);
    return declaration ? assignVariable(context, declaration, changed, state, frame) : state;
  }
  if (ts.isPropertyAccessExpression(at)) {
    const outer = evaluate(context, at.expression, state, frame)[0];
    const field = nameText(at.name);
    if (outer && !outer.thrown && field !== undefined)
      return setField(context, at.expression, outer.value, field, changed, outer.state, frame);
  }
  return state;
}

/** The state after a call in which the object that a method was called on is what the method has made of it. */
export function withChangedSelf(
  context: Context,
  { node: fn, self }: FunctionValue,
  frame: Frame,
  state: State,
  node: ts.Node,
  caller: Frame,
): State {
  const changed = self && readVariable(state, frame, fn);
  if (!changed || changed === self || !ts.isCallExpression(node)) return state;
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return state;
  const [receiver, ...others] = evaluate(context, callee.expression, state, caller);
  const isSelf = receiver && others.length === 0 && keyOf(receiver.value) === keyOf(self);
  return isSelf ? replaceAt(context, callee.expression, changed, state, caller) : state;
}
