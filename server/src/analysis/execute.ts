import ts from 'typescript';
import { startedOnly } from './deferred';
import { goneThrough } from './entries';
import { leaveBlock } from './blockScope';
import { compare } from './compare';
import { hasTime, mostStates, type Context } from './context';
import { someError } from './globals';
import { evaluate, isBytes, part } from './evaluate';
import { declaredClass } from './classes';
import { laidOut } from './gaps';
import { gathersAll } from './gathering';
import { mayThrow } from './mayThrow';
import { bindName } from './members';
import { staysOpen } from './openConstants';
import { spanOf } from './recorder';
import { noteResult } from './resultSites';
import { skim } from './skimming';
import { blur, distinctStates, mergeStates } from './merging';
import { isSameValue } from './sameState';
import { writeVariable, type Frame, type State } from './state';
import { lostPromise, truth } from './truth';
import { identity, keyOf, undefinedValue, unknown, type Outcome, type Value } from './value';
import { isAssignment } from '../project/syntax';

/** How a statement ends. */
export type Completion =
  | { readonly kind: 'normal'; readonly state: State }
  | { readonly kind: 'return' | 'throw'; readonly state: State; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly state: State; readonly label: string | undefined };

const normal = (state: State): Completion => ({ kind: 'normal', state });

/** Every way a statement can end. */
export function execute(context: Context, node: ts.Statement, state: State, frame: Frame): readonly Completion[] {
  const ends = dispatch(context, node, state, frame);
  return ends.length > 1 ? merge(context, ends) : ends;
}

function merge(context: Context, ends: readonly Completion[]): readonly Completion[] {
  return mergeStates(ends, isSameEnd, mostStates(context));
}

function isSameEnd(a: Completion, b: Completion): boolean {
  if (a.kind !== b.kind) return false;
  if ('value' in a) return 'value' in b && isSameValue(a.value, b.value);
  return !('label' in a) || ('label' in b && a.label === b.label);
}

function dispatch(context: Context, node: ts.Statement, state: State, frame: Frame): readonly Completion[] {
  if (ts.isBlock(node)) return left(block(context, node.statements, state, frame), node, frame);
  if (ts.isExpressionStatement(node)) return expressionStatement(context, node, state, frame);
  if (ts.isVariableStatement(node)) return variables(context, node.declarationList, state, frame);
  if (ts.isIfStatement(node)) return ifStatement(context, node, state, frame);
  if (ts.isReturnStatement(node)) {
    if (!node.expression) return [{ kind: 'return', state, value: undefinedValue }];
    return evaluate(context, node.expression, state, frame).map((end): Completion => ({
      kind: end.thrown ? 'throw' : 'return',
      state: end.state,
      value: end.thrown ? end.value : returned(node, end),
    }));
  }
  if (ts.isThrowStatement(node))
    return evaluate(context, node.expression, state, frame).map((end): Completion => ({
      kind: 'throw',
      state: { ...end.state, raised: { frame: frame.id, span: spanOf(node) } },
      value: end.value,
    }));
  if (ts.isTryStatement(node)) return tryStatement(context, node, state, frame);
  if (ts.isSwitchStatement(node)) return switchStatement(context, node, state, frame);
  if (ts.isForOfStatement(node)) return forOf(context, node, state, frame);
  if (ts.isIterationStatement(node, false)) return loop(context, node, state, frame);
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node))
    return [{ kind: ts.isBreakStatement(node) ? 'break' : 'continue', state, label: node.label?.text }];
  if (ts.isLabeledStatement(node)) {
    return execute(context, node.statement, state, frame).map((end) =>
      (end.kind === 'break' || end.kind === 'continue') && end.label === node.label.text ? normal(end.state) : end,
    );
  }
  if (ts.isClassDeclaration(node)) return [normal(writeVariable(state, frame, node, declaredClass(node, frame)))];
  return [normal(state)];
}

/** The ends of a block, without the variables that end with it. */
function left(ends: readonly Completion[], node: ts.Block | ts.CatchClause, frame: Frame): readonly Completion[] {
  // The variables of a function's own block end with its frame.
  if (ts.isFunctionLike(node.parent)) return ends;
  return ends.map((end) => {
    const state = leaveBlock(end.state, node, frame);
    return state === end.state ? end : { ...end, state };
  });
}

/** What an error path returns without saying what it is stands for an error response. */
function returned(node: ts.ReturnStatement, { value, state }: Outcome): Value {
  if (!state.failed) return value;
  const inner = value.kind === 'promise' && !value.rejects ? value.value : value;
  if (inner.kind === 'response') return inner.status === 'open' ? { ...inner, refuses: true } : value;
  return inner.kind === 'unknown' || inner.kind === 'api'
    ? { kind: 'response', status: 'open', refuses: true, continues: false, span: spanOf(node) }
    : value;
}

/** A path that has reached an effect, was never refused and reports no error has shown all it can show. */
function goesOn(state: State): boolean {
  return state.verified || !state.exposed || state.failed || state.refused !== undefined;
}

/** Statements in order; paths that ended in one do not go on. Unverified paths go first. */
export function block(context: Context, statements: readonly ts.Statement[], state: State, frame: Frame): readonly Completion[] {
  let going: readonly State[] = [state];
  const ended: Completion[] = [];
  // What a dispatcher does on one path shows nothing of the others.
  const isDispatching = context.path.startsWith('/[...');
  for (const statement of statements) {
    const next: State[] = [];
    let waiting = going.length > 1 ? [...going].sort((a, b) => Number(a.verified) - Number(b.verified)) : going;
    for (let before = waiting[0]; before; before = waiting[0]) {
      for (const end of skim(context, statement, before, frame) ?? execute(context, statement, before, frame)) {
        if (end.kind === 'normal') next.push(end.state);
        else ended.push(end);
      }
      // The statement may have taken so long that the others are to be told apart less.
      waiting = distinctStates(waiting.slice(1), mostStates(context));
    }
    going = distinctStates(next, mostStates(context));
    // A refusal may follow what it reports (an alert); only large handlers are cut short, and never once it is known how they end.
    going = going.filter(
      (item) =>
        (goesOn(item) && (item.verified || isDispatching || !context.recorder.hasShown(item))) || hasTime(context) || context.closing > 0,
    );
    if (going.length === 0) break;
  }
  return [...ended, ...going.map(normal)];
}

function settle(outcomes: readonly Outcome[], go: (value: Value, state: State) => readonly Completion[]): readonly Completion[] {
  return outcomes.flatMap((outcome): readonly Completion[] =>
    outcome.thrown ? [{ kind: 'throw', state: outcome.state, value: outcome.value }] : go(outcome.value, outcome.state),
  );
}

function expressionStatement(context: Context, node: ts.ExpressionStatement, state: State, frame: Frame): readonly Completion[] {
  return settle(evaluate(context, node.expression, state, frame), (value, next) => [
    normal(dropped(context, node.expression, value, state, next)),
  ]);
}

/** A statement drops its value: with it the outcome of a verification, or a refusal, may be lost. */
function dropped(context: Context, node: ts.Expression, value: Value, before: State, after: State): State {
  if (context.quiet > 0 || after.verified) return after;
  const { status, sent } = after;
  if (status !== before.status && status !== undefined && status >= 400 && !sent)
    return context.recorder.step(after, spanOf(node), { kind: 'reject', stops: false }).state;
  if (isAssignment(node)) return after;
  if (value.kind === 'promise') return lostPromise(context, value, startedOnly(before, after), node);
  if (value.kind === 'response' && (value.refuses || (typeof value.status === 'number' && value.status >= 300)))
    return context.recorder.step(after, spanOf(node), { kind: 'reject', stops: false }).state;
  const refusedHere = after.refused !== undefined && after.refused !== before.refused;
  const says =
    value.kind === 'literal' ? value.value !== undefined : value.kind === 'array' || (value.kind === 'object' && value.type !== 'Headers');
  if (refusedHere && says) {
    return context.recorder.step(after, spanOf(node), { kind: 'lost', how: 'dropped', guard: after.refused }).state;
  }
  return after;
}

function variables(context: Context, list: ts.VariableDeclarationList, state: State, frame: Frame): readonly Completion[] {
  let going: readonly State[] = [state];
  const ended: Completion[] = [];
  for (const declaration of list.declarations) {
    going = going.flatMap((before) => {
      const { initializer } = declaration;
      if (staysOpen(context, declaration, before, frame)) return [before];
      const outcomes = initializer ? part(context, initializer, before, frame) : [{ value: undefinedValue, state: before, thrown: false }];
      return outcomes.flatMap((outcome) => {
        if (initializer) noteResult(context, initializer, outcome.value, before, outcome.state);
        if (!outcome.thrown) return bindName(context, declaration.name, outcome.value, outcome.state, frame).map((bound) => bound.state);
        ended.push({ kind: 'throw', state: outcome.state, value: outcome.value });
        return [];
      });
    });
  }
  return [...ended, ...going.map(normal)];
}

function ifStatement(context: Context, node: ts.IfStatement, state: State, frame: Frame): readonly Completion[] {
  return settle(evaluate(context, node.expression, state, frame), (value, next) =>
    truth(context, value, next, node.expression).flatMap((side) => {
      noteResult(context, node.expression, value, state, side.state);
      const branch = side.truth ? node.thenStatement : node.elseStatement;
      return branch ? execute(context, branch, side.state, frame) : [normal(side.state)];
    }),
  );
}

function tryStatement(context: Context, node: ts.TryStatement, state: State, frame: Frame): readonly Completion[] {
  const { catchClause, finallyBlock } = node;
  const tried = execute(context, node.tryBlock, state, frame);
  const ends: Completion[] = tried.filter((end) => end.kind !== 'throw' || !catchClause);
  if (catchClause) {
    for (const end of alike(tried, frame)) ends.push(...caught(context, catchClause, end.state, end.value, frame, state));
    if (mayThrow(node.tryBlock)) ends.push(...caught(context, catchClause, state, someError, frame, undefined));
  }
  if (!finallyBlock) return ends;
  context.closing++;
  const last = merge(context, ends).flatMap((end) =>
    execute(context, finallyBlock, end.state, frame).map((after) => (after.kind === 'normal' ? { ...end, state: after.state } : after)),
  );
  context.closing--;
  return last;
}

type Thrown = Extract<Completion, { readonly value: Value }>;

/** What is thrown into one catch clause: errors of one kind that were thrown on paths of one standing are handled together. */
function alike(tried: readonly Completion[], frame: Frame): readonly Thrown[] {
  const groups = new Map<string, Thrown>();
  for (const end of tried) {
    if (end.kind !== 'throw') continue;
    const { state, value } = end;
    const here = state.raised?.frame === frame.id ? `${state.raised.span.uri}:${state.raised.span.start}` : '';
    const key = [
      state.verified,
      state.exposed,
      state.refused,
      state.failed,
      state.status,
      state.sent,
      state.excuses,
      here,
      kindOf(value),
    ].join('|');
    const known = groups.get(key);
    groups.set(key, known ? { ...end, state: blur(known.state, state), value: either(known.value, value) } : end);
  }
  return [...groups.values()];
}

/** What a catch clause may tell errors apart by: their class and constants such as a status, not what they say. */
function kindOf(value: Value): string {
  if (value.kind !== 'object') return value.kind === 'unknown' ? value.kind : keyOf(value);
  const type = typeof value.type === 'object' ? identity(value.type.node) : value.type;
  const marks = [...value.fields].flatMap(([name, field]) =>
    name !== 'message' && field.kind === 'literal' ? [`${name}=${keyOf(field)}`] : [],
  );
  return `${type}{${marks.join()}}`;
}

function either(a: Value, b: Value): Value {
  if (a.kind !== 'object' || b.kind !== 'object') return a;
  const fields = new Map<string, Value>();
  for (const [name, field] of a.fields) {
    const other = b.fields.get(name);
    fields.set(
      name,
      other && keyOf(other) === keyOf(field) ? field : unknown(`either:${name}:${keyOf(field)}`, other ? [field, other] : [field]),
    );
  }
  return { ...a, fields, open: true };
}

/** Runs a catch clause; a refusal that ends in it without stopping is a verification swallowed. */
function caught(
  context: Context,
  clause: ts.CatchClause,
  state: State,
  value: Value,
  frame: Frame,
  before: State | undefined,
): readonly Completion[] {
  const failed: State = { ...state, failed: true };
  const entered = clause.variableDeclaration
    ? bindName(context, clause.variableDeclaration.name, value, failed, frame).map((bound) => bound.state)
    : [failed];
  return entered.flatMap((start) =>
    left(execute(context, clause.block, start, frame), clause, frame).map((inner): Completion => {
      const end = inner.kind === 'normal' && inner.state.failed !== state.failed ? normal({ ...inner.state, failed: state.failed }) : inner;
      if (end.kind !== 'normal' || !before || end.state.verified || context.quiet > 0) return end;
      const { refused, raised } = state;
      if (refused === undefined || refused === before.refused || raised?.frame !== frame.id) return end;
      return normal(context.recorder.step(end.state, raised.span, { kind: 'lost', how: 'swallowed', guard: refused }).state);
    }),
  );
}

function switchStatement(context: Context, node: ts.SwitchStatement, state: State, frame: Frame): readonly Completion[] {
  const { clauses } = node.caseBlock;
  const from = (index: number, start: State): readonly Completion[] =>
    block(
      context,
      clauses.slice(index).flatMap((clause) => [...clause.statements]),
      start,
      frame,
    );
  return settle(evaluate(context, node.expression, state, frame), (value, next) => {
    const ends: Completion[] = [];
    let open: readonly State[] = [next];
    clauses.forEach((clause, index) => {
      if (!ts.isCaseClause(clause)) return;
      open = open.flatMap((before) =>
        evaluate(context, clause.expression, before, frame).flatMap((outcome) =>
          (value.kind === 'literal' && value.value === true
            ? truth(context, outcome.value, outcome.state, clause.expression)
            : compare(context, value, outcome.value, outcome.state, clause.expression, {
                method: 'early-exit',
                loose: false,
                operands: undefined,
              })
          ).flatMap((side) => {
            if (!side.truth) return [side.state];
            ends.push(...from(index, side.state));
            return [];
          }),
        ),
      );
    });
    const other = clauses.findIndex(ts.isDefaultClause);
    for (const start of open) ends.push(...(other < 0 ? [normal(start)] : from(other, start)));
    return ends.map((end) => (end.kind === 'break' && end.label === undefined ? normal(end.state) : end));
  });
}

function afterLoop(end: Completion): Completion {
  return (end.kind === 'break' || end.kind === 'continue') && end.label === undefined ? normal(end.state) : end;
}

function forOf(context: Context, node: ts.ForOfStatement, state: State, frame: Frame): readonly Completion[] {
  const bind = (item: Value, start: State): readonly State[] => {
    const { initializer } = node;
    const [declaration] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
    return declaration ? bindName(context, declaration.name, item, start, frame).map((bound) => bound.state) : [start];
  };
  const go = (list: Value, next: State): readonly Completion[] => {
    const known = list.kind === 'array' && !list.open && list.items.length <= 12;
    const items = known ? list.items : [itemOf(list, node)];
    const done: Completion[] = known || isBytes(list) ? [] : [normal(next)];
    let going: readonly State[] = [next];
    for (const item of items) {
      const after: State[] = [];
      for (const before of going) {
        for (const start of bind(item, before)) {
          for (const end of execute(context, node.statement, start, frame)) {
            if (end.kind === 'normal' || (end.kind === 'continue' && end.label === undefined)) after.push(end.state);
            else done.push(afterLoop(end));
          }
        }
      }
      going = distinctStates(after);
    }
    return [...done, ...going.map(normal)];
  };
  return settle(evaluate(context, node.expression, state, frame), (gone, next) => {
    const list = goneThrough(gone);
    if (list.kind !== 'array') return go(list, next);
    return laidOut(context, list, next, node.expression).flatMap((known) => go(known.list, known.state));
  });
}

function itemOf(list: Value, node: ts.Node): Value {
  if (list.kind === 'array' && list.items[0]) return list.items.length === 1 ? list.items[0] : unknown(`item${identity(node)}`, list.items);
  if (list.kind === 'input') return { ...list, derived: true, part: `${list.part}[]` };
  return unknown(`item${identity(node)}`, [list]);
}

/** Other loops run once, or not at all where their condition allows it. */
function loop(context: Context, node: ts.IterationStatement, state: State, frame: Frame): readonly Completion[] {
  let starts: readonly Completion[] = [normal(state)];
  if (ts.isForStatement(node) && node.initializer) {
    const { initializer } = node;
    starts = ts.isVariableDeclarationList(initializer)
      ? variables(context, initializer, state, frame)
      : settle(evaluate(context, initializer, state, frame), (_, next) => [normal(next)]);
  }
  const condition = ts.isForStatement(node) ? node.condition : ts.isWhileStatement(node) ? node.expression : undefined;
  const endless = condition?.kind === ts.SyntaxKind.TrueKeyword || (ts.isForStatement(node) && !condition);
  return starts.flatMap((start): readonly Completion[] => {
    if (start.kind !== 'normal') return [start];
    const enter = (entered: State) => execute(context, node.statement, entered, frame).map(afterLoop);
    if (!condition || endless) return enter(start.state);
    const gathers = gathersAll(context, node, condition, start.state, frame);
    return settle(evaluate(context, condition, start.state, frame), (value, next) =>
      truth(context, value, next, condition).flatMap((side) => (side.truth ? enter(side.state) : gathers ? [] : [normal(side.state)])),
    );
  });
}
