import ts from 'typescript';
import { resolveName } from '../project/scope';
import type { Span } from '../model/source';
import { assignVariable, isOwnImport } from './modules';
import { isNeutralName } from './acts';
import { calledName } from './callSyntax';
import { hasTime, type Context } from './context';
import { evaluate } from './evaluate';
import { authority, mayLookInto } from './entering';
import type { Completion } from './execute';
import { isLog } from './logging';
import { spanOf } from './recorder';
import type { Frame, State } from './state';
import { identity, unknown } from './value';
import { memoized } from '../project/memoized';
import { chainStart, isAssignment, walk } from '../project/syntax';

/** What a statement does that a verified request still has to be followed for. */
interface Summary {
  /** They are effects where an unverified request has reached them. */
  readonly calls: readonly Span[];
  /** What the calls are made on. */
  readonly receivers: readonly ts.Identifier[];
  readonly assigned: readonly ts.Identifier[];
}

/**
 * The ends of a statement on a path that was verified long ago, without following it: nothing in it can change who gets in. `undefined` when
 * it mentions what rules ask of verified requests too.
 */
export function skim(context: Context, node: ts.Statement, state: State, frame: Frame): readonly Completion[] | undefined {
  if (context.quiet > 0 || context.routing) return undefined;
  if (!state.verified)
    return state.failed && !hasTime(context) && isReport(node) ? [{ kind: 'normal', state: logged(context, node, state) }] : undefined;
  if (mayLookInto(context, state)) return undefined;
  const summary = summaryOf(node);
  if (!summary || summary.receivers.some((receiver) => isOfConcern(context, receiver, state, frame))) return undefined;
  const { recorder } = context;
  let after = logged(context, node, state);
  for (const call of summary.calls) after = recorder.again(after, call) ?? after;
  for (const name of summary.assigned) {
    const declaration = resolveName(name.text, name);
    if (declaration) after = assignVariable(context, declaration, unknown(`skimmed${identity(name)}`), after, frame);
  }
  return [{ kind: 'normal', state: after }];
}

function logged(context: Context, node: ts.Statement, state: State): State {
  return logsIn(node).reduce((before, span) => context.recorder.step(before, span, { kind: 'log' }).state, state);
}

/** Where a statement logs. */
const logsIn = memoized((statement: ts.Statement): readonly Span[] => callsIn(statement).filter(isLog).map(spanOf));

function callsIn(node: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  walk(node, (child) => {
    if (ts.isCallExpression(child)) calls.push(child);
  });
  return calls;
}

/**
 * Whether a statement of a catch clause only prepares the report of an error: the clause decides nothing, it ends by answering or throwing,
 * and what the statement calls reads, makes or logs.
 */
const isReport = memoized((statement: ts.Statement): boolean => {
  const { parent } = statement;
  if (isRemarkable(statement)) return false;
  if (!ts.isBlock(parent) || !ts.isCatchClause(parent.parent)) return false;
  const before = parent.statements.slice(0, -1);
  const last = parent.statements.at(-1);
  if (!last || !(ts.isReturnStatement(last) || ts.isThrowStatement(last)) || !before.includes(statement)) return false;
  return before.every((each) => ts.isVariableStatement(each) || ts.isExpressionStatement(each)) && isHarmless(statement);
});

function isHarmless(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isNewExpression(node) || isAssignment(node)) return false;
  if (ts.isCallExpression(node) && !isLog(node)) {
    const name = calledName(node);
    if (name === undefined || !(isNeutralName(name) || /^(String|Number|Boolean|stringify)$/.test(name))) return false;
  }
  return ts.forEachChild(node, (child) => (isHarmless(child) ? undefined : true)) === undefined;
}

const summaryOf = memoized((node: ts.Statement): Summary | undefined => (isRemarkable(node) ? undefined : summarise(node)));

/** Checks and their ingredients. */
const ingredients = /secret|signature|timingsafe|verif|hmac|auth|bearer|header|cookie|\benv\b|date\.now|timestamp|pathname/i;

function isRemarkable(statement: ts.Statement): boolean {
  const text = statement.getText();
  return ingredients.test(text) || authority.test(text);
}

function summarise(statement: ts.Statement): Summary | undefined {
  const assigned: ts.Identifier[] = [];
  const calls = callsIn(statement);
  // What is answered tells whether an unverified request gets the same.
  const isPlain = (node: ts.Node, nested: boolean): boolean => {
    if ((ts.isReturnStatement(node) && !nested) || ts.isClassLike(node) || ts.isDeclarationStatement(node)) return false;
    if (isAssignment(node) && ts.isIdentifier(node.left)) assigned.push(node.left);
    return ts.forEachChild(node, (child) => (isPlain(child, nested || ts.isFunctionLike(node)) ? undefined : true)) === undefined;
  };
  if (!isPlain(statement, false)) return undefined;
  const receivers = new Map(calls.flatMap(({ expression }) => chainStart(expression) ?? []).map((root) => [root.text, root]));
  return { calls: calls.map(spanOf), receivers: [...receivers.values()], assigned };
}

/** Whether what is called has an administrator's rights, can get them, or sends requests. The project's own functions are not entered here. */
function isOfConcern(context: Context, receiver: ts.Identifier, state: State, frame: Frame): boolean {
  if (ts.isCallExpression(receiver.parent) && isOwnImport(context, receiver)) return false;
  const { libraries } = context;
  return evaluate(context, receiver, state, frame).some(
    ({ value }) =>
      value.kind === 'api' &&
      (value.privilege !== undefined ||
        libraries.administrators.get(value.path) !== undefined ||
        libraries.requests.get(value.path) !== undefined),
  );
}
