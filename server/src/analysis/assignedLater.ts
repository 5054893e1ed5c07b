import ts from 'typescript';
import { assignmentsInFunctions, fieldAssignments } from '../project/reassigned';
import { resolveName, type Declaration } from '../project/scope';
import { moduleFrame, one, type Context } from './context';
import { evaluate } from './evaluate';
import { isSettled, writeVariable, type Frame, type State } from './state';
import { fork } from './truth';
import { identity, unknown, type Outcome, type Value } from './value';

/**
 * What an empty place is to a request: that, or what a function has put there when the application started (`pool = new Pool()`). A function
 * that is being followed and fills it itself finds it empty: it does so on demand.
 */
interface Place {
  readonly key: string;
  readonly assignments: readonly ts.BinaryExpression[];
  /** The activation in which what is assigned is evaluated: its function's own variables are unknown there. */
  readonly frame: Frame;
}

/** The values of a module's variable by the time of a request. */
export function orLater(context: Context, outcomes: readonly Outcome[], declaration: Declaration, home: Frame): readonly Outcome[] {
  if (!isServing(context) || !ts.isSourceFile(home.node) || !ts.isVariableDeclaration(declaration)) return outcomes;
  if (!outcomes.some(isEmpty)) return outcomes;
  const assignments = assignmentsInFunctions(declaration);
  const filled = filledWith(context, { key: String(identity(declaration)), assignments, frame: home });
  return outcomes.flatMap((outcome) =>
    isEmpty(outcome) ? filled(outcome, (value, state) => one(value, writeVariable(state, home, declaration, value))) : [outcome],
  );
}

/** The values of a field of an instance, a class, or an object that a module keeps, by the time of a request. */
export function fieldOrLater(
  context: Context,
  outcomes: readonly Outcome[],
  holder: Value,
  name: string,
  node: ts.Node,
): readonly Outcome[] {
  if (!isServing(context) || !outcomes.some(isEmpty)) return outcomes;
  const owner = ownerOf(holder, node);
  const assignments = owner && (fieldAssignments(owner.getSourceFile()).get(name) ?? []).filter((each) => isOf(each, owner));
  if (!assignments || assignments.length === 0) return outcomes;
  const filled = filledWith(context, { key: `${identity(owner)}.${name}`, assignments, frame: moduleFrame(owner.getSourceFile()) });
  return outcomes.flatMap((outcome) => (isEmpty(outcome) ? filled(outcome, one) : [outcome]));
}

/** Set-up code runs in its order; only requests come later. */
function isServing({ routing, quiet }: Context): boolean {
  return !routing && quiet === 0;
}

function isEmpty({ thrown, value }: Outcome): boolean {
  return !thrown && value.kind === 'literal' && (value.value === undefined || value.value === null || typeof value.value === 'boolean');
}

type Owner = ts.ClassLikeDeclaration | ts.VariableDeclaration;

function ownerOf(holder: Value, node: ts.Node): Owner | undefined {
  if (holder.kind === 'class') return holder.node;
  if (holder.kind !== 'object') return undefined;
  if (typeof holder.type === 'object') return holder.type.node;
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const declaration = resolveName(node.expression.text, node.expression);
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  return ts.isVariableStatement(declaration.parent.parent) && ts.isSourceFile(declaration.parent.parent.parent) ? declaration : undefined;
}

/** Whether an assignment to a field is one to a field of this owner; what a constructor assigns is there from the start. */
function isOf({ left }: ts.BinaryExpression, owner: Owner): boolean {
  if (!ts.isPropertyAccessExpression(left)) return false;
  const of = left.expression;
  if (ts.isIdentifier(of)) return resolveName(of.text, of) === owner;
  const method = ts.findAncestor(left, ts.isClassElement);
  return of.kind === ts.SyntaxKind.ThisKeyword && method?.parent === owner && !ts.isConstructorDeclaration(method);
}

function filledWith(context: Context, { key, assignments, frame }: Place) {
  const given = assignments.map(({ right }) => right).filter((value) => !isNothing(value));
  const isKept = given.length === 0 || assignments.some((assignment) => isOnDemand(context, assignment));
  return (empty: Outcome, fill: (value: Value, state: State) => readonly Outcome[]): readonly Outcome[] => {
    const { value: initial, state } = empty;
    if (isKept) return [empty];
    // A flag may have been flipped any number of times.
    if (initial.kind === 'literal' && typeof initial.value === 'boolean') return one(unknown(`flag${key}`), state);
    // After verification nothing would run without it; before, both are looked at.
    const sides = isSettled(state) || state.failed ? [{ truth: true, state }] : fork(state, `late${key}`);
    return sides.flatMap((side) =>
      side.truth ? fill(assigned(context, key, given, side.state, frame), side.state) : one(initial, side.state),
    );
  };
}

function isOnDemand(context: Context, assignment: ts.BinaryExpression): boolean {
  if (assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return true;
  return ts.findAncestor(assignment, (node) => ts.isFunctionLike(node) && context.active.includes(node)) !== undefined;
}

function isNothing(value: ts.Expression): boolean {
  return value.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(value) && value.text === 'undefined');
}

/** The one value that is assigned, as far as it does not depend on what the function that assigns it was given. */
function assigned(context: Context, key: string, given: readonly ts.Expression[], state: State, frame: Frame): Value {
  const [right, ...others] = given;
  const notKnown = unknown(`late${key}`);
  if (!right || others.length > 0) return notKnown;
  context.quiet++;
  const [only, ...alternatives] = evaluate(context, right, state, frame).filter(({ thrown }) => !thrown);
  context.quiet--;
  return only && alternatives.length === 0 ? only.value : notKnown;
}
