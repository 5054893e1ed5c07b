import ts from 'typescript';
import { assignmentsTo, assignmentsToField, type Assignment } from '../project/reassigned';
import { resolveName, type Declaration } from '../project/scope';
import { memoized } from '../project/memoized';
import { chainStart, isModuleVariable, isNothing, outermost, walk } from '../project/syntax';
import { moduleFrame, one, onlyValue, quietly, type Context } from './context';
import { evaluate } from './evaluate';
import { isFlag } from './literals';
import { isSettled, writeVariable, type Frame, type State } from './state';
import { fork } from './truth';
import { identity, keyOf, unknown, type Literal, type Outcome, type Value } from './value';

/**
 * What a module keeps for all requests is, to one of them, what it was at first or what functions have put there since: `pool = new Pool()`
 * when the application started. A function that is being followed and puts it there itself finds it as it was: it does so on demand.
 */
interface Place {
  readonly key: string;
  readonly assignments: readonly Assignment[];
  /** Whether it is written down, so that code elsewhere may fill it. */
  readonly isDeclared: boolean;
  /** Whether nothing runs where it is empty. */
  readonly isNeeded: boolean;
  /** The activation in which what is assigned is evaluated. */
  readonly frame: Frame;
  /** What a request finds there once it is filled. */
  fill(value: Value, state: State): readonly Outcome[];
}

/** The values of a module's variable by the time of a request. */
export function orLater(
  context: Context,
  outcomes: readonly Outcome[],
  declaration: Declaration,
  home: Frame,
  reader: ts.Node | undefined,
): readonly Outcome[] {
  if (!isServing(context) || !ts.isSourceFile(home.node) || !ts.isVariableDeclaration(declaration)) return outcomes;
  if (!outcomes.some(mayHaveChanged)) return outcomes;
  return byNow(context, outcomes, {
    key: String(identity(declaration)),
    assignments: assignmentsTo(declaration),
    isDeclared: false,
    isNeeded: isNeeded(reader),
    frame: home,
    fill: (value, state) => one(value, writeVariable(state, home, declaration, value)),
  });
}

/** The values of a field of an instance, of a class or of an object of a module, by the time of a request. */
export function fieldOrLater(
  context: Context,
  outcomes: readonly Outcome[],
  holder: Value,
  name: string,
  reader: ts.Node,
): readonly Outcome[] {
  if (!isServing(context) || !outcomes.some(mayHaveChanged)) return outcomes;
  if (holder.kind === 'router') return outcomes.flatMap((outcome) => (isLiteral(outcome) ? doubted(context, name, outcome) : [outcome]));
  const owner = ownerOf(holder);
  if (!owner) return outcomes;
  const file = owner.getSourceFile();
  return byNow(context, outcomes, {
    key: `${identity(owner)}.${name}`,
    assignments: assignmentsToField(file, name).filter((assignment) => isOf(assignment, owner)),
    isDeclared: holder.kind === 'object' && holder.fields.has(name),
    isNeeded: isNeeded(reader),
    frame: moduleFrame(file),
    fill: one,
  });
}

/** What is found in a place by the time of a request, given what was there at first. */
function byNow(context: Context, outcomes: readonly Outcome[], place: Place): readonly Outcome[] {
  return outcomes.flatMap((outcome) => {
    if (isFunction(outcome)) return replaced(context, place, outcome);
    if (isKeptFlag(outcome)) return place.assignments.length > 0 ? one(unknown(`flag${place.key}`), outcome.state) : [outcome];
    return isLiteral(outcome) ? later(context, place, outcome) : [outcome];
  });
}

/** Set-up code runs in its order; only requests come later. */
function isServing({ routing, quiet }: Context): boolean {
  return !routing && quiet === 0;
}

type LiteralOutcome = Outcome & { readonly value: Literal };

function isLiteral(outcome: Outcome): outcome is LiteralOutcome {
  return !outcome.thrown && outcome.value.kind === 'literal';
}

function mayHaveChanged(outcome: Outcome): boolean {
  return isLiteral(outcome) || isFunction(outcome) || isKeptFlag(outcome);
}

function isFunction({ value, thrown }: Outcome): boolean {
  return !thrown && value.kind === 'function';
}

/** Whether an outcome is a promise that somebody has kept of yes or no. */
function isKeptFlag({ value, thrown }: Outcome): boolean {
  return !thrown && value.kind === 'promise' && isFlag(value.value);
}

/** A function that others of the module's functions replace by another one: either may be there. */
function replaced(context: Context, place: Place, outcome: Outcome): readonly Outcome[] {
  const { state, value: initial } = outcome;
  if (isSettled(state) || state.failed) return [outcome];
  const others = place.assignments.flatMap(({ value }) => {
    const written = value && valueOf(context, value, state, place.frame);
    return written?.kind === 'function' && keyOf(written) !== keyOf(initial) ? [written] : [];
  });
  const [other] = others;
  if (!other) return [outcome];
  return fork(state, `late${place.key}`).flatMap((side) => one(side.truth ? other : initial, side.state));
}

type Owner = ts.ClassLikeDeclaration | ts.VariableDeclaration;

/** The class of an instance that is not made for the request, or the variable of a module that keeps an object. */
function ownerOf(holder: Value): Owner | undefined {
  if (holder.kind === 'class') return holder.node;
  if (holder.kind !== 'object') return undefined;
  const above = holder.made && ts.findAncestor(holder.made, (node) => ts.isFunctionLike(node) || ts.isVariableDeclaration(node));
  const isOfRequest = above && ts.isFunctionLike(above) && holder.made && ts.isNewExpression(holder.made);
  if (typeof holder.type === 'object') return isOfRequest ? undefined : holder.type.node;
  return above && isModuleVariable(above) ? above : undefined;
}

/** Whether an assignment to a field is one to a field of this owner; what a constructor assigns is there from the start. */
function isOf({ target }: Assignment, owner: Owner): boolean {
  if (target.kind === ts.SyntaxKind.ThisKeyword) {
    const method = ts.findAncestor(target, ts.isClassElement);
    return method?.parent === owner && !ts.isConstructorDeclaration(method);
  }
  const start = chainStart(target);
  return start !== undefined && resolveName(start.text, start) === owner;
}

function later(context: Context, place: Place, outcome: LiteralOutcome): readonly Outcome[] {
  const { value: initial, state } = outcome;
  const { key, assignments, isDeclared, isNeeded: needed } = place;
  const isDoubted = context.isDoubtful && isDeclared && !initial.value;
  if (assignments.length === 0 && !isDoubted) return [outcome];
  // A flag may have been flipped, and a number counted, any number of times.
  if (typeof initial.value === 'boolean' || typeof initial.value === 'number') return one(unknown(`flag${key}`), state);
  if (!isDoubted && assignments.some((assignment) => isOnDemand(context, assignment)))
    return assignments.some((assignment) => keepsAnswer(context, assignment, place, state))
      ? fork(state, `late${key}`).flatMap((side) => one(side.truth ? unknown(`flag${key}`) : initial, side.state))
      : [outcome];
  if (!isDoubted && assignments.every(({ value }) => value && isNothing(value))) return [outcome];
  // After verification nothing would run without it; before, both are looked at.
  const isFilled = isSettled(state) || state.failed || (needed && (initial.value ?? undefined) === undefined);
  const sides = isFilled ? [{ truth: true, state }] : fork(state, `late${key}`);
  return sides.flatMap((side) => (side.truth ? place.fill(assigned(context, place, side.state), side.state) : one(initial, side.state)));
}

/** What an application carries empty, `app.decorate('db', null)`, is filled by what runs before it serves. */
function doubted(context: Context, name: string, outcome: LiteralOutcome): readonly Outcome[] {
  const { value, state } = outcome;
  if (!context.isDoubtful || value.value) return [outcome];
  return fork(state, `late:${name}`).flatMap((side) => one(side.truth ? unknown(`late:${name}`) : value, side.state));
}

/** Whether a value is called, or asked for a member, where it is read: that throws if there is none. */
function isNeeded(reader: ts.Node | undefined): boolean {
  const node = reader && outermost(reader, () => false);
  const user = node?.parent;
  return (
    user !== undefined &&
    (ts.isPropertyAccessExpression(user) || ts.isCallExpression(user)) &&
    user.expression === node &&
    !user.questionDotToken
  );
}

function isOnDemand(context: Context, { node, isOnDemand: always }: Assignment): boolean {
  return always || ts.findAncestor(node, (above) => ts.isFunctionLike(above) && context.active.includes(above)) !== undefined;
}

/** Whether what is kept is yes or no about a request: it says nothing of the next one. */
function keepsAnswer(context: Context, { node }: Assignment, { frame }: Place, state: State): boolean {
  const value = ts.isBinaryExpression(node) ? node.right : undefined;
  if (!value || !mentionsParameter(value)) return false;
  const ends = quietly(context, () => evaluate(context, value, state, frame)).filter(({ thrown }) => !thrown);
  return ends.length > 0 && ends.every((end) => isFlag(end.value) || isKeptFlag(end));
}

const mentionsParameter = memoized((node: ts.Expression): boolean => {
  let found = false;
  walk(node, (inner) => {
    found ||= ts.isIdentifier(inner) && resolveName(inner.text, inner)?.kind === ts.SyntaxKind.Parameter;
  });
  return found;
});

/** The one value that is assigned, as far as it does not depend on what the function that assigns it was given. */
function assigned(context: Context, { key, assignments, frame }: Place, state: State): Value {
  const [only, ...others] = assignments.filter(({ value }) => !value || !isNothing(value));
  const notKnown = unknown(`late${key}`);
  if (!only?.value || others.length > 0) return notKnown;
  return valueOf(context, only.value, state, frame) ?? notKnown;
}

/** The one value of an expression, when it has only one. */
function valueOf(context: Context, expression: ts.Expression, state: State, frame: Frame): Value | undefined {
  return onlyValue(quietly(context, () => evaluate(context, expression, state, frame)).filter(({ thrown }) => !thrown));
}
