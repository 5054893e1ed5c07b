import ts from 'typescript';
import { resolveName } from '../project/scope';
import { spanKey, type Span } from '../model/source';
import { assignVariable } from './modules';
import { isAssignment } from './assign';
import type { Context } from './context';
import { mayLookInto } from './entering';
import type { Completion } from './execute';
import { isLogging } from './logging';
import { spanOf } from './recorder';
import type { Frame, State } from './state';
import { identity, unknown } from './value';

/** What a statement does that a verified request still has to be followed for. */
interface Summary {
  /** Calls that log, and all others: they are effects where an unverified request has reached them. */
  readonly calls: readonly { readonly span: Span; readonly logs: boolean }[];
  readonly assigned: readonly ts.Identifier[];
  /** Whether a request may be answered in it, and whether it always is. */
  readonly returns: 'never' | 'sometimes' | 'always';
}

/**
 * The ends of a statement on a path that was verified long ago, without following it: nothing in it can change who gets in. `undefined` when
 * it mentions what rules ask of verified requests too.
 */
export function skim(context: Context, node: ts.Statement, state: State, frame: Frame): readonly Completion[] | undefined {
  if (!state.verified || context.quiet > 0 || mayLookInto(context, state)) return undefined;
  const summary = summaryOf(node);
  if (!summary) return undefined;
  const { recorder } = context;
  let after = state;
  for (const { span, logs } of summary.calls) {
    const effect = recorder.effects.get(spanKey(span));
    if (logs) after = recorder.step(after, span, { kind: 'log' }).state;
    else if (effect) after = recorder.effect(after, effect, true);
  }
  for (const name of summary.assigned) {
    const declaration = resolveName(name.text, name);
    if (declaration) after = assignVariable(context, declaration, unknown(`skimmed${identity(name)}`), after, frame);
  }
  const { returns } = summary;
  const ends: Completion[] = [];
  if (returns !== 'never') ends.push({ kind: 'return', state: after, value: unknown(`skimmed${identity(node)}`) });
  if (returns !== 'always') ends.push({ kind: 'normal', state: after });
  return ends;
}

const summaries = new WeakMap<ts.Statement, Summary | false>();

function summaryOf(node: ts.Statement): Summary | undefined {
  let summary = summaries.get(node);
  if (summary === undefined) summaries.set(node, (summary = remarkable.test(node.getText()) ? false : (summarise(node) ?? false)));
  return summary === false ? undefined : summary;
}

/** Checks and their ingredients, requests to other services, and clients with rights of their own. */
const remarkable =
  /secret|signature|timingsafe|verif|hmac|auth|bearer|header|cookie|\benv\b|date\.now|timestamp|pathname|service_?role|supabase|firebase|\badmin|\bfetch\(|\baxios\b/i;

/** Answers whose making says nothing about a check. */
const answers = /response|json|send|redirect|respond|render|text|end\b/i;

function summarise(statement: ts.Statement): Summary | undefined {
  const calls: Summary['calls'][number][] = [];
  const assigned: ts.Identifier[] = [];
  let returns: Summary['returns'] = statement.kind === ts.SyntaxKind.ReturnStatement ? 'always' : 'never';
  let isPlain = true;
  const visit = (node: ts.Node, nested: boolean): void => {
    if (ts.isReturnStatement(node) && !nested) {
      if (node.expression && !(isCall(node.expression) && answers.test(node.expression.getText()))) isPlain = false;
      if (returns === 'never') returns = 'sometimes';
    }
    if (ts.isCallExpression(node))
      calls.push({
        span: spanOf(node),
        logs: ts.isPropertyAccessExpression(node.expression) && isLogging(node, node.expression.name.text),
      });
    if (ts.isBinaryExpression(node) && isAssignment(node) && ts.isIdentifier(node.left)) assigned.push(node.left);
    if (ts.isClassLike(node) || ts.isDeclarationStatement(node)) isPlain = false;
    if (isPlain) ts.forEachChild(node, (child) => visit(child, nested || ts.isFunctionLike(node)));
  };
  visit(statement, false);
  return isPlain ? { calls, assigned, returns } : undefined;
}

function isCall(node: ts.Expression): boolean {
  return ts.isAwaitExpression(node) ? isCall(node.expression) : ts.isCallExpression(node) || ts.isNewExpression(node);
}
