import ts from 'typescript';
import { assign, store } from './assign';
import { awaited } from './await';
import { call, invoke } from './call';
import { construct } from './constructed';
import { claimAmong } from './claims';
import { constant, typeOf } from './constants';
import { binary, isElement } from './operators';
import { mostStates, one, then, type Context } from './context';
import { declaredClass, superValue } from './classes';
import { member } from './members';
import { identifier, unknownAt, moduleMember } from './modules';
import { object } from './objectLiteral';
import { spanOf } from './recorder';
import { readByPath } from './spelling';
import { filledHere } from './filled';
import { standsIn } from './standsIn';
import { mergeStates } from './merging';
import { isSameOutcome } from './sameState';
import { isSettled, learnedLasting, readVariable, type Frame, type State } from './state';
import { lostPromise, nullish, truth } from './truth';
import { noteUnresolved } from './unresolved';
import { calledName, isGathered } from './callSyntax';
import { identity, literal, partsOf, undefinedValue, unknown, type Outcome, type Value } from './value';
import { writtenOut } from './writtenOut';
import { sameSpan } from '../model/source';
import { isAssignment, isTransparent } from '../project/syntax';

const K = ts.SyntaxKind;

/** Every way the evaluation of an expression can end. Never throws on user code. */
export function evaluate(context: Context, node: ts.Expression, state: State, frame: Frame): readonly Outcome[] {
  if (--context.budget <= 0) return cutShort(context, node, state);
  if (context.quiet === 0) {
    if (isSettled(state)) context.settled++;
    else context.spent++;
  }
  const outcomes = dispatch(context, node, state, frame);
  return outcomes.length > 1 && mayRepeat(node) ? mergeStates(outcomes, isSameOutcome, mostStates(context)) : outcomes;
}

/** Where there is no time left, a call may do anything, as one that could not be resolved. */
function cutShort(context: Context, node: ts.Expression, state: State): readonly Outcome[] {
  const isCall = ts.isCallExpression(node) && !context.routing && !isSettled(state);
  return unknownAt(node, isCall ? noteUnresolved(context, state, node, calledName(node) ?? 'the handler') : state);
}

/** Whether an expression puts outcomes of several parts together; what only passes on those of one part has no two alike. */
function mayRepeat({ kind }: ts.Expression): boolean {
  return (
    kind !== K.Identifier &&
    kind !== K.PropertyAccessExpression &&
    kind !== K.ParenthesizedExpression &&
    kind !== K.AsExpression &&
    kind !== K.NonNullExpression &&
    kind !== K.AwaitExpression
  );
}

function dispatch(context: Context, node: ts.Expression, state: State, frame: Frame): readonly Outcome[] {
  // The commonest first.
  if (ts.isIdentifier(node)) return identifier(context, node, state, frame);
  if (ts.isPropertyAccessExpression(node)) return property(context, node, state, frame);
  if (ts.isCallExpression(node))
    return node.expression.kind === K.ImportKeyword ? dynamicImport(context, node, state, frame) : call(context, node, state, frame);
  switch (node.kind) {
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral:
    case K.NumericLiteral:
    case K.RegularExpressionLiteral:
    case K.TrueKeyword:
    case K.FalseKeyword:
    case K.NullKeyword:
      return one(constant(node), state);
    case K.ThisKeyword:
      return one(thisValue(state, frame) ?? unknown(`this${frame.id}`), state);
  }
  if (node.kind === K.SuperKeyword) return superValue(context, node, thisValue(state, frame), state);
  if (ts.isObjectLiteralExpression(node)) return written(node, state) ?? object(context, node, state, frame);
  if (ts.isAwaitExpression(node)) {
    return then(evaluate(context, node.expression, state, frame), (value, next) => awaited(context, value, next, node, frame));
  }
  if (ts.isBinaryExpression(node)) {
    return isAssignment(node) ? assign(context, node, state, frame) : binary(context, node, state, frame);
  }
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    frame.captured = true;
    return one({ kind: 'function', node, frame, self: undefined, bound: [] }, state);
  }
  if (ts.isTemplateExpression(node)) return template(context, node, state, frame);
  if (isTransparent(node)) return evaluate(context, node.expression, state, frame);
  if (ts.isNewExpression(node)) return construct(context, node, state, frame);
  if (ts.isConditionalExpression(node)) return conditional(context, node, state, frame);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(context, node, state, frame);
  if (ts.isArrayLiteralExpression(node)) return written(node, state) ?? array(context, node, state, frame);
  if (ts.isElementAccessExpression(node)) return element(context, node, state, frame);
  if (ts.isTaggedTemplateExpression(node)) return tagged(context, node, state, frame);
  if (ts.isTypeOfExpression(node)) {
    return then(evaluate(context, node.expression, state, frame), (value, next) =>
      one(typeOf(value) ?? typeOnServer(context, value) ?? { kind: 'derived', op: 'typeof', from: value }, next),
    );
  }
  if (ts.isDeleteExpression(node)) return store(context, node.expression, undefinedValue, state, frame);
  if (ts.isVoidExpression(node)) return then(evaluate(context, node.expression, state, frame), (_, next) => one(undefinedValue, next));
  if (ts.isClassExpression(node)) return one(declaredClass(node, frame), state);
  if (ts.isMetaProperty(node)) return one({ kind: 'api', path: 'global#import.meta', calls: [], id: '', pending: [] }, state);
  return unknownAt(node, state);
}

function written(node: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression, state: State): readonly Outcome[] | undefined {
  const value = writtenOut(node);
  return value && one(value, state);
}

/** Modules that are bundled for browsers too choose while they are loaded what they work with; that happens where requests are served. */
function typeOnServer({ quiet }: Context, value: Value): Value | undefined {
  const isOfBrowsers = value.kind === 'api' && (value.path === 'global#window' || value.path === 'global#document');
  return quiet > 0 && isOfBrowsers ? literal('undefined') : undefined;
}

function thisValue(state: State, frame: Frame): Value | undefined {
  for (let scope: Frame | undefined = frame; scope; scope = scope.parent) {
    const value = readVariable(state, scope, scope.node);
    if (value) return value;
  }
  return undefined;
}

function template(context: Context, node: ts.TemplateExpression, state: State, frame: Frame): readonly Outcome[] {
  let partial: { readonly state: State; readonly parts: readonly Value[] }[] = [
    { state, parts: node.head.text ? [literal(node.head.text, spanOf(node))] : [] },
  ];
  const thrown: Outcome[] = [];
  for (const span of node.templateSpans) {
    partial = partial.flatMap((before) =>
      part(context, span.expression, before.state, frame).flatMap((outcome) => {
        if (outcome.thrown) {
          thrown.push(outcome);
          return [];
        }
        const parts = [...before.parts, outcome.value];
        return [{ state: outcome.state, parts: span.literal.text ? [...parts, literal(span.literal.text)] : parts }];
      }),
    );
  }
  return [...thrown, ...partial.flatMap(({ state: end, parts }) => one(textOf(parts, node), end))];
}

/** Puts texts together; constants become one constant, which stands where the only one of them stands that is written on its own. */
export function textOf(parts: readonly Value[], node: ts.Node): Value {
  if (parts.every((part) => part.kind === 'literal')) {
    const whole = spanOf(node);
    const [own, ...others] = parts.flatMap(({ span, value }) =>
      span && !sameSpan(span, whole) && !/^(?:bearer|basic|token)?\s*$/i.test(String(value)) ? [span] : [],
    );
    return literal(parts.map((part) => String(part.value)).join(''), others.length === 0 ? (own ?? whole) : whole);
  }
  if (parts.some((part) => part.kind === 'time')) return { kind: 'time', of: parts };
  return { kind: 'text', parts: parts.flatMap((part) => (part.kind === 'text' ? part.parts : [part])) };
}

/** Values in order, on one path. */
interface Laid {
  readonly state: State;
  readonly values: readonly Value[];
  readonly open: boolean;
  readonly gaps?: boolean;
}

/** Evaluates expressions in order; spread lists are laid out as far as they are known. */
export function evaluateAll(
  context: Context,
  nodes: readonly ts.Expression[],
  state: State,
  frame: Frame,
): {
  readonly thrown: readonly Outcome[];
  readonly ends: readonly Laid[];
} {
  const thrown: Outcome[] = [];
  let ends: Laid[] = [{ state, values: [], open: false }];
  for (const node of nodes) {
    const spread = ts.isSpreadElement(node);
    ends = ends.flatMap((before) =>
      part(context, spread ? node.expression : node, besides(context, node, before), frame).flatMap((outcome) => {
        if (outcome.thrown) {
          thrown.push(outcome);
          return [];
        }
        const { value } = outcome;
        if (!spread) return [{ ...before, state: outcome.state, values: [...before.values, value] }];
        const known = value.kind === 'array' && !value.open;
        const items = value.kind === 'array' ? value.items : isBytes(value) ? [value] : [];
        const gaps = before.gaps === true || (value.kind === 'array' && value.gaps === true);
        return [{ state: outcome.state, values: [...before.values, ...items], open: before.open || !known, gaps }];
      }),
    );
  }
  return { thrown, ends };
}

/** Whether a value is a digest, or a sequence that was made of one: it stands for all its items, and has some. */
export function isBytes(value: Value): boolean {
  return value.kind === 'derived' ? isBytes(value.from) : value.kind === 'digest';
}

/** The state in which one of several promises is made that are waited for together: what an earlier one says does not stop it. */
function besides(context: Context, node: ts.Expression, before: { readonly state: State; readonly values: readonly Value[] }): State {
  if (!ts.isCallExpression(node) || !isGathered(node.parent)) return before.state;
  return before.values.reduce(
    (state, value) => (value.kind === 'promise' ? lostPromise(context, value, state, node) : state),
    before.state,
  );
}

function array(context: Context, node: ts.ArrayLiteralExpression, state: State, frame: Frame): readonly Outcome[] {
  const { thrown, ends } = evaluateAll(context, node.elements, state, frame);
  return [
    ...thrown,
    ...ends.flatMap((end) => {
      const [only] = end.values;
      if (only && node.elements.length === 1 && end.open && isBytes(only)) return one(only, end.state);
      const isFilledLater = node.elements.length === 0 && !standsIn(node) && !filledHere(node);
      return one({ kind: 'array', items: end.values, open: end.open || isFilledLater, ...(end.gaps ? { gaps: true } : {}) }, end.state);
    }),
  ];
}

/** A property name as text, when it is written out. */
export function nameText(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return ts.isPrivateIdentifier(name) ? name.text : undefined;
}

function property(context: Context, node: ts.PropertyAccessExpression, state: State, frame: Frame): readonly Outcome[] {
  return then(evaluate(context, node.expression, state, frame), (value, next) =>
    access(context, value, node.name.text, next, node, node.questionDotToken !== undefined),
  );
}

/** A member read, with `?.` semantics when asked for. */
export function access(context: Context, value: Value, name: string, state: State, node: ts.Node, optional: boolean): readonly Outcome[] {
  if (!optional || value.kind === 'input') return member(context, value, name, state, node);
  return nullish(context, value, state, node).flatMap((side) =>
    side.nullish ? one(undefinedValue, side.state) : member(context, value, name, side.state, node),
  );
}

function element(context: Context, node: ts.ElementAccessExpression, state: State, frame: Frame): readonly Outcome[] {
  return then(evaluate(context, node.expression, state, frame), (value, next) =>
    then(evaluate(context, node.argumentExpression, next, frame), (key, last) => {
      if (key.kind === 'literal' && (typeof key.value === 'string' || typeof key.value === 'number')) {
        return access(context, value, String(key.value), last, node, node.questionDotToken !== undefined);
      }
      const known = value.kind === 'object' ? readByPath(context, value.fields.keys(), key) : undefined;
      return (known ?? ['*']).flatMap((name) => member(context, value, name, last, node));
    }),
  );
}

function dynamicImport(context: Context, node: ts.CallExpression, state: State, frame: Frame): readonly Outcome[] {
  const [argument] = node.arguments;
  if (!argument) return unknownAt(node, state);
  return then(evaluate(context, argument, state, frame), (specifier, before) => {
    if (specifier.kind !== 'literal' || typeof specifier.value !== 'string') return unknownAt(node, before);
    return then(moduleMember(context, specifier.value, node.getSourceFile().fileName, '*', before, node), (value, next) =>
      one({ kind: 'promise', value, rejects: false, guard: undefined }, next),
    );
  });
}

function unary(
  context: Context,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  state: State,
  frame: Frame,
): readonly Outcome[] {
  return then(evaluate(context, node.operand, state, frame), (value, next) => {
    switch (node.operator) {
      case K.ExclamationToken:
        return truth(context, value, next, node.operand).flatMap((side) => one(literal(!side.truth, spanOf(node)), side.state));
      case K.MinusToken:
      case K.PlusToken:
        if (value.kind === 'literal')
          return one(literal(node.operator === K.MinusToken ? -Number(value.value) : Number(value.value), spanOf(node)), next);
        return one(value.kind === 'input' ? { ...value, derived: true } : value, next);
      case K.PlusPlusToken:
      case K.MinusMinusToken:
        return store(context, node.operand, unknown(`u${identity(node)}`, [value]), next, frame);
      default:
        return one(unknown(`u${identity(node)}`, [value]), next);
    }
  });
}

function conditional(context: Context, node: ts.ConditionalExpression, state: State, frame: Frame): readonly Outcome[] {
  return then(evaluate(context, node.condition, state, frame), (value, next) => {
    const within = isInBounds(node) ? evaluate(context, node.whenTrue, next, frame) : [];
    if (within.length > 0 && within.every(({ value: read }) => isElement(read) || read.kind === 'input')) return within;
    const outcomes = truth(context, value, next, node.condition).flatMap((side) =>
      evaluate(context, side.truth ? node.whenTrue : node.whenFalse, side.state, frame),
    );
    return collapse(outcomes, next, node);
  });
}

/** `i < text.length ? text.charCodeAt(i) : 0`: past the end of a text there is no more of it. */
function isInBounds({ condition, whenFalse }: ts.ConditionalExpression): boolean {
  const isBound = ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.LessThanToken;
  return isBound && ts.isNumericLiteral(whenFalse);
}

/** A part of a larger value, or what a variable holds: which of several values it has is not kept apart where none can decide about access. */
export function part(context: Context, node: ts.Expression, state: State, frame: Frame): readonly Outcome[] {
  return collapse(evaluate(context, node, state, frame), state, node);
}

function collapse(outcomes: readonly Outcome[], before: State, node: ts.Node): readonly Outcome[] {
  if (outcomes.length < 2 || outcomes.some((outcome) => outcome.thrown)) return outcomes;
  const [first] = outcomes;
  if (!first) return outcomes;
  const settled = outcomes.every(({ state }) => isSettled(state) && state.verified === first.state.verified);
  const values = outcomes.map((outcome) => outcome.value);
  if (settled && first.state.at === before.at) return one(claimAmong(values) ?? unknown(`v${identity(node)}`, values), first.state);
  if (!outcomes.every((outcome) => isIndifferent(outcome, before))) return outcomes;
  return one(unknown(`v${identity(node)}`, values), before);
}

/** Whether an outcome was reached without learning anything lasting, and holds nothing that could decide about access. */
function isIndifferent({ value, state }: Outcome, before: State): boolean {
  if (state.at !== before.at || state.assigned !== before.assigned || state.frames !== before.frames || state.refused !== before.refused)
    return false;
  return !learnedLasting(before, state) && !decides(value);
}

/** Whether a value itself, not what it was looked up by, can decide about access. */
function decides(value: Value, depth = 3): boolean {
  if (!['literal', 'unknown', 'text', 'derived', 'object', 'array', 'api', 'time', 'regexp'].includes(value.kind)) return true;
  if (value.kind === 'api') return value.pending.length > 0;
  return value.kind !== 'unknown' && depth > 0 && partsOf(value).some((one) => decides(one, depth - 1));
}

/** A tagged template is a call with its expressions as arguments. */
function tagged(context: Context, node: ts.TaggedTemplateExpression, state: State, frame: Frame): readonly Outcome[] {
  const expressions = ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((span) => span.expression) : [];
  return then(evaluate(context, node.tag, state, frame), (target, next) => {
    const { thrown, ends } = evaluateAll(context, expressions, next, frame);
    return [...thrown, ...ends.flatMap((end) => invoke(context, target, end.values, end.state, node, frame))];
  });
}
