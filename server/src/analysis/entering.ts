import ts from 'typescript';
import { isNeutralName, isTelling } from './acts';
import { hasTime, type Context } from './context';
import { inputIn, ofRequest } from './inputs';
import type { SourceText } from '../model/source';
import { memoized } from '../project/memoized';
import { declaredName } from '../project/syntax';
import { isFlag } from './literals';
import { isLog, mentionsLog } from './logging';
import { importedSource, isComponent } from './modules';
import { isSettled, variablesOf, type Frame, type State } from './state';
import { findIn, type FunctionValue, type Value } from './value';

/** Evaluations on verified paths after which no more functions are entered there. */
const enough = 80;

/** Whether a function that is imported may still be entered whatever it is given; otherwise its file need not be read. */
export function mayLookInto(context: Context, state: State): boolean {
  if (context.routing || context.quiet > 0) return true;
  if (state.verified) return context.settled <= enough;
  return hasTime(context);
}

/** After verification only what lies at hand is followed: nothing there can change who gets in. */
export function worthEntering(context: Context, fn: FunctionValue, given: readonly Value[], state: State, node: ts.Node): boolean {
  if (context.routing && !context.routing.mayEnter(fn, given)) return false;
  // Error paths report; what they call beyond the first few steps only shapes the report.
  if (state.failed && !hasTime(context)) return false;
  if (!state.verified && onlyTells(fn, given, node)) return false;
  // What answers for others may refuse, also after something was reported.
  if (!state.verified && isBrief(fn)) return true;
  if (!state.verified) return !state.exposed && (hasTime(context) || context.quiet > 0 || mayDecide(given) || closesOverRequest(fn, state));
  // Whose token it is that was verified may be asked anywhere.
  if (given.some(({ kind }) => kind === 'claims')) return true;
  if (context.settled > enough) return false;
  if (mayBeStale(context) && given.some((value) => inputIn(value) !== undefined) && clock.test(fn.node.body?.getText() ?? '')) return true;
  return context.followed.has(fn.node) || fn.node.getSourceFile() === node.getSourceFile() || actsForOthers(fn.node);
}

/** Whether a call only tells somebody: the requests and records that a log is sent with are part of logging. Whom it runs something for, it does not. */
function onlyTells(fn: FunctionValue, given: readonly Value[], node: ts.Node): boolean {
  const name = declaredName(fn.node);
  return name !== undefined && isTelling(name) && isStatement(node) && !given.some((value) => findIn(value, isFunction, 2));
}

function isStatement({ parent }: ts.Node): boolean {
  return ts.isAwaitExpression(parent) || ts.isVoidExpression(parent) || ts.isParenthesizedExpression(parent)
    ? isStatement(parent)
    : ts.isExpressionStatement(parent);
}

function isFunction(value: Value): value is FunctionValue {
  return value.kind === 'function';
}

/** Whether an imported function is worth its module being read: after verification only what acts for others is, and what was followed before. */
export function mayFollowImport(context: Context, state: State, name: ts.Identifier): boolean {
  // A name that tells an act is one; what others do they have to show.
  if (!mayLookInto(context, state)) return !isSettled(state) && isNeutralName(name.text);
  if (context.routing) return true;
  const source = importedSource(context, name);
  if (!source) return true;
  if (isComponent(context, name)) return false;
  if (!state.verified || context.quiet > 0) return true;
  for (const followed of context.followed) if (declaredName(followed) === name.text) return true;
  return (mayBeStale(context) && clock.test(source.text)) || isOfInterest(source);
}

/** Whether a module's text mentions anything that is asked about verified requests, or passes on what others do; asked again and again. */
const isOfInterest = memoized(
  ({ text }: SourceText): boolean => authority.test(text) || mentionsLog(text) || passesOn.test(text) || asksForCaller.test(text),
);

/** Whether a signature was checked whose age may be asked for later. */
function mayBeStale({ recorder }: Context): boolean {
  return recorder.guards.some(({ covers }) => covers.size > 0);
}

/** What asks for the time, or keeps what must not come twice. */
const clock = /\bDate\.now\b|\bnew Date\b|\bnx\b|\bsetnx\b/i;

/** Modules that look at what a verified token says. */
const asksForCaller = /\b(?:email_verified|getPayload|JWTPayload|JwtPayload|TokenPayload|LoginTicket)\b/;

/** Modules that pass on what others export say little themselves. */
const passesOn = /^\s*export\s[^;]*\sfrom\s/m;

/** Clients with rights of their own, and requests to other services. */
export const authority = /service_?role|supabase|firebase|\badmin|\bfetch\(|\baxios\b/i;
const mostTextEntered = 2_500;

/** Whether a short function mentions what effect rules look for: clients with rights of their own, and requests to other services. */
const actsForOthers = memoized(
  ({ body }: FunctionValue['node']): boolean =>
    body !== undefined && body.end - body.pos <= mostTextEntered && authority.test(body.getText()),
);

/** Whether a function mentions a variable around it that carries what a check needs: a callback that compares what was presented. */
function closesOverRequest({ node, frame }: FunctionValue, state: State): boolean {
  let text: string | undefined;
  for (let scope: Frame | undefined = frame; scope && !ts.isSourceFile(scope.node); scope = scope.parent) {
    for (const [declaration, value] of variablesOf(state, scope.id) ?? []) {
      if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration) && !ts.isBindingElement(declaration)) continue;
      if (!ts.isIdentifier(declaration.name) || !ofRequest(value)) continue;
      text ??= node.getText();
      if (text.includes(declaration.name.text)) return true;
    }
  }
  return false;
}

/** Whether a function may decide about access by what it is given: nothing but constants, something of the request, or how a check has ended. */
export function mayDecide(given: readonly Value[]): boolean {
  return given.every(isConstant) || given.some(ofRequest) || given.some(tells);
}

/** Whether a value says how a check has ended: a result object with a flag, what a verified token claims, a refusal. */
function tells(value: Value): boolean {
  if (value.kind === 'claims' || value.kind === 'proof' || value.kind === 'response') return true;
  return value.kind === 'object' && !value.type && [...value.fields.values()].some((field) => isFlag(field) || field.kind === 'claims');
}

/** A function that is given constants, or nothing, may read the request or the environment by itself. */
function isConstant(value: Value): boolean {
  if (value.kind === 'array') return value.items.every(isConstant);
  // What is imported, and not yet called, is as constant: `process.env`, `Deno.env`.
  return value.kind === 'literal' || value.kind === 'regexp' || (value.kind === 'api' && !value.path.includes('('));
}

/** Functions of a statement or two that make an answer cost nothing to enter: `deny(401)`; neither do those that call nothing: `() => false`. */
function isBrief({ node: { body } }: FunctionValue): boolean {
  if (body === undefined || body.end - body.pos > brief || (ts.isBlock(body) && body.statements.length > 2)) return false;
  return /\bResponse\b|\bstatus(?:Code)?\b|\.json\(/.test(body.getText()) || !callsAnything(body);
}

function callsAnything(node: ts.Node): boolean {
  if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return true;
  if (ts.isCallExpression(node) && !isLog(node)) return true;
  return ts.forEachChild(node, (child) => callsAnything(child) || undefined) ?? false;
}

/** Characters of a function that is entered whatever it is given. */
const brief = 300;
