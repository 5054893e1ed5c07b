import type ts from 'typescript';
import type { Calling, Parameter, ParameterObject, Shape } from '../model/adapters';
import { answerWith, ownAnswer, sentAtEnd } from './answer';
import { awaited } from './await';
import { invoke } from './call';
import { one, type Context } from './context';
import type { Span } from '../model/source';
import { someError } from './globals';
import { isAsync } from '../project/syntax';
import { spanOf } from './recorder';
import { assignShaped, provideShaped } from './shaped';
import { passedBy } from './spelling';
import type { Frame, State } from './state';
import { truth } from './truth';
import { undefinedValue, unknown, type NativeCall, type NativeValue, type Outcome, type ShapedValue, type Value } from './value';

/** One handler or middleware of the chain that a request runs through. */
export interface Link {
  readonly value: Value;
  readonly calling: Calling;
  /** Where it is registered or declared. */
  readonly node: ts.Node;
  /** It serves many routes: what it does besides deciding belongs to no endpoint. By its calling convention when absent. */
  readonly isGate?: boolean;
  /** The path it is registered under, when a caller can spell the route's path so that it is passed by. */
  readonly passedByAt?: ts.Node;
  /** The path below which it is registered, when its framework hides that path from it. */
  readonly mount?: string;
  /** What it is registered on, and by which registration: a handler may leave the others of either to themselves. */
  readonly router?: object;
  readonly registration?: object;
  /** It runs only after an error: of what is registered on the same router, or of everything before it. */
  readonly catches?: 'own' | 'all';
}

/** Runs a request through its chain from a state; what it answers is recorded in the access graph. */
export function runChain(context: Context, links: readonly Link[], state: State, frame: Frame): readonly Outcome[] {
  const [link, ...rest] = links;
  if (!link) return one(undefinedValue, state);
  if (link.catches) return runChain(context, rest, state, frame);
  if (link.value.kind === 'object' && link.calling.phases) {
    const phases = laidOut(link.value, link.calling, link.node, link.isGate ?? false);
    if (phases.length > 1 || phases[0]?.value !== link.value) return runChain(context, [...phases, ...rest], state, frame);
  }
  if (!link.passedByAt) return runLink(context, link, rest, state, frame);
  return passedBy(context, state, link.passedByAt, true).flatMap((side) =>
    side.truth ? runLink(context, link, rest, side.state, frame) : runChain(context, rest, side.state, frame),
  );
}

function runLink(context: Context, link: Link, rest: readonly Link[], state: State, frame: Frame): readonly Outcome[] {
  const { mount } = context;
  const onward = onwardFrom(context, link, rest, frame);
  const skipsOnceSent = link.calling.result === 'continues-unless-sent';
  const next: NativeValue = { kind: 'native', name: 'next', run: (call) => continued(context, call, onward, skipsOnceSent) };
  const resolve: NativeValue = {
    kind: 'native',
    name: 'next',
    run: (call) => answered(handedOn(context, call, link.calling), onward.goOn),
  };
  const args = link.calling.parameters.map((parameter) => argument(parameter, next, resolve));
  const isGate = link.isGate ?? (link.calling.result === 'responds-or-continues' && rest.length > 0);
  if (isGate) context.gates++;
  context.mount = link.mount ?? '';
  const outcomes = invoke(context, link.value, args, logged(context, link, state), link.node, frame).flatMap((outcome) =>
    outcome.thrown ? [outcome] : awaited(context, outcome.value, outcome.state, link.node, frame),
  );
  if (isGate) context.gates--;
  context.mount = mount;
  for (const outcome of outcomes) if (outcome.thrown) onward.fail(outcome.state);
  return concluded(context, { ...link, isGate }, outcomes, onward.goOn, rest.length === 0);
}

/** The ways on from a link. What follows it is no part of its gate, nor mounted where it is. */
function onwardFrom(context: Context, link: Link, rest: readonly Link[], frame: Frame): Onward {
  const { gates } = context;
  const outside = <T>(run: () => T): T => {
    const { gates: inner, mount } = context;
    context.gates = gates;
    const result = run();
    Object.assign(context, { gates: inner, mount });
    return result;
  };
  const follow = (from: State, following: readonly Link[]): readonly Outcome[] =>
    outside(() => {
      const { spent } = context;
      // However long middleware is, the handler behind it is looked at as closely as if it stood alone.
      const isLast = following.length === 1;
      if (isLast) context.spent = context.spentBehind;
      // A middleware that goes on while it handles an error has not failed the request.
      const outcomes = runChain(context, following, from.failed ? { ...from, failed: false } : from, frame);
      if (isLast) Object.assign(context, { spentBehind: context.spent, spent });
      return outcomes;
    });
  return {
    goOn: (from) => follow(from, rest),
    leave: (from, left) => follow(from, behind(link, rest, left)),
    fail: (from) => outside(() => handled(context, link, rest, from, frame)),
  };
}

/** What the ends of a link mean for the request, by its calling convention. */
function concluded(
  context: Context,
  link: Link & { readonly isGate: boolean },
  outcomes: readonly Outcome[],
  goOn: Onward['goOn'],
  isLast: boolean,
): readonly Outcome[] {
  const { isGate } = link;
  switch (link.calling.result) {
    case 'ignored':
      return outcomes;
    case 'responds':
      for (const outcome of outcomes) answerWith(context, outcome, link.node);
      return outcomes;
    case 'responds-if-any':
      for (const outcome of outcomes) if (!outcome.state.sent && !isNothing(outcome.value)) answerWith(context, outcome, link.node, isGate);
      return outcomes;
    case 'responds-unless-nothing':
    case 'provides':
      return outcomes.flatMap((outcome) => {
        const { value } = outcome;
        if (outcome.thrown || outcome.state.sent) return [outcome];
        const isResponse = link.calling.result === 'provides' ? value.kind === 'response' : !mayBeNothing(value);
        if (!isResponse) return goOn(provided(context, link.calling.parameters[0], value, outcome.state));
        answerWith(context, outcome, link.node, isGate);
        return [outcome];
      });
    case 'continues-unless-taken-over':
      return outcomes.flatMap((outcome) =>
        outcome.thrown || (outcome.value.kind === 'response' && outcome.value.isFinal) ? [outcome] : goOn(unheeded(context, outcome)),
      );
    case 'continues-unless-sent':
      return outcomes.flatMap((outcome) =>
        outcome.thrown || outcome.state.sent || takesNext(link) ? [outcome] : goOn(unheeded(context, outcome)),
      );
    case 'sends-at-end':
      return outcomes.map((outcome) =>
        outcome.thrown ? outcome : { ...outcome, state: sentAtEnd(context, outcome.state, link.node, isGate) },
      );
    case 'responds-or-continues':
      if (isLast) for (const outcome of outcomes) answerWith(context, outcome, link.node);
      return outcomes.flatMap((outcome) => {
        if (!outcome.thrown && mayContinue(outcome.value)) return goOn(outcome.state);
        if (!outcome.thrown && !isLast && !link.calling.parameters.includes('continue')) ownAnswer(context, outcome.state, link.node);
        return [outcome];
      });
    case 'allows':
      return outcomes.flatMap((outcome) =>
        outcome.thrown
          ? [outcome]
          : truth(context, outcome.value, outcome.state, link.node).flatMap((side) => {
              if (side.truth) return goOn(side.state);
              if (context.quiet === 0) context.recorder.step(side.state, spanOf(link.node), { kind: 'reject', stops: true });
              return [];
            }),
      );
  }
}

/** What follows a link once it leaves those that were registered with it, or on its router. */
function behind(link: Link, rest: readonly Link[], left: 'registration' | 'router'): readonly Link[] {
  const at = rest.findIndex((one) => one[left] === undefined || one[left] !== link[left]);
  return at < 0 ? [] : rest.slice(at);
}

/** Runs what handles the errors of a link, as far as requests may go on behind it. */
function handled(context: Context, link: Link, rest: readonly Link[], state: State, frame: Frame): void {
  const at = rest.findIndex(({ catches, router }) => catches === 'all' || (catches === 'own' && router === link.router));
  const handler = rest[at];
  if (!handler || context.quiet > 0) return;
  const { catches: _, ...running } = handler;
  runLink(context, running, rest.slice(at + 1), { ...state, failed: true }, frame);
}

/** A list runs in its order; of an object with functions for several phases each is a link of its own. */
export function laidOut(value: Value, calling: Calling, node: ts.Node, isGate: boolean): readonly Link[] {
  if (value.kind === 'array') {
    const { earlier } = calling;
    return value.items.flatMap((item, index) => {
      if (item.kind === 'literal') return [];
      return earlier && index < value.items.length - 1 ? laidOut(item, earlier, node, true) : laidOut(item, calling, node, isGate);
    });
  }
  const { phases } = calling;
  const handler = phases && value.kind === 'object' ? value.fields.get(phases.handler) : undefined;
  if (!phases || !handler || value.kind !== 'object') return [isGate ? { value, calling, node, isGate } : { value, calling, node }];
  const before = Object.entries(phases.before).flatMap(([name, phase]) => {
    const own = value.fields.get(name);
    return own && own.kind !== 'literal' ? laidOut(own, phase, node, isGate) : [];
  });
  return [...before, ...laidOut(handler, calling, node, isGate)];
}

function argument(parameter: Parameter | 'neutral', next: NativeValue, goOn: NativeValue): Value {
  if (parameter === 'next') return next;
  if (parameter === 'continue') return goOn;
  if (parameter === 'neutral') return { kind: 'native', name: 'neutral', run: ({ state }) => one(undefinedValue, state) };
  if (parameter === 'error') return someError;
  if (parameter === 'any') return unknown(parameter);
  if (!isObject(parameter)) return { kind: 'shaped', shape: parameter, path: '', args: [] };
  const fields = Object.entries(parameter.parts).map(([name, part]) => [name, argument(part, next, goOn)] as const);
  return { kind: 'object', fields: new Map(fields), open: true, type: undefined };
}

function isObject(parameter: Shape | ParameterObject): parameter is ParameterObject {
  return parameter['kind'] === 'parts';
}

/** Whether a value says that nobody has answered yet. */
function isNothing(value: Value): boolean {
  return value.kind === 'literal' && value.value === undefined;
}

/** Whether a value may say that nobody has answered; of what is not known it is taken to be so. */
function mayBeNothing(value: Value): boolean {
  return isNothing(value) || value.kind === 'unknown' || value.kind === 'api' || value.kind === 'claims';
}

/** The state after the members of an object have been put on the request. */
function provided(context: Context, parameter: Parameter | undefined, value: Value, state: State): State {
  if (value.kind !== 'object' || typeof parameter !== 'object' || isObject(parameter)) return state;
  for (const field of value.fields.values()) context.recorder.keeps(state, field);
  return [...value.fields].reduce((after, [name, field]) => provideShaped(parameter, name, field, after), state);
}

/** Whether a hook says itself when the chain goes on, by a callback. */
function takesNext({ value, calling }: Link): boolean {
  if (value.kind !== 'function') return value.kind === 'native';
  const { node, bound } = value;
  const at = calling.parameters.indexOf('next');
  return !isAsync(node) && at >= 0 && node.parameters.length - bound.length > at;
}

/** The state after a hook whose result nobody looks at; a refusal that it returned is lost with that. */
function unheeded(context: Context, { value, state }: Outcome): State {
  const refusal = context.quiet > 0 || state.verified ? undefined : refusalIn(value);
  return refusal ? context.recorder.step(state, refusal, { kind: 'reject', stops: false }).state : state;
}

/** Where a returned refusal is written: a response that refuses, or an object that would be the answer. */
function refusalIn(value: Value): Span | undefined {
  if (value.kind === 'response') return value.refuses || value.status === 'open' || (value.status ?? 200) >= 300 ? value.span : undefined;
  if (value.kind === 'literal') return value.span;
  return value.kind === 'object' ? [...value.fields.values()].map(refusalIn).find((span) => span !== undefined) : undefined;
}

/** A library's middleware that logs every request leaves its entry before anything is decided. */
function logged(context: Context, { value, node }: Link, state: State): State {
  if (value.kind !== 'api' || context.quiet > 0 || context.libraries.neutral.get(value.path.replace(/\(\)$/, '')) !== 'log') return state;
  return context.recorder.step(state, spanOf(node), { kind: 'log' }).state;
}

/** Whether a middleware's result lets the request go on; what is not known may. */
function mayContinue(value: Value): boolean {
  if (value.kind === 'response') return value.continues;
  return value.kind !== 'object' && value.kind !== 'array' && !(value.kind === 'literal' && Boolean(value.value));
}

/** What a middleware hands to those after it: `next({ context: { user } })`. */
function handedOn(context: Context, call: NativeCall, { hands }: Calling): NativeCall {
  const [given] = call.args;
  const values = hands && given?.kind === 'object' ? given.fields.get(hands.option) : undefined;
  if (!hands || values?.kind !== 'object') return call;
  const to: ShapedValue = { kind: 'shaped', shape: hands.to, path: '', args: [] };
  for (const value of values.fields.values()) context.recorder.keeps(call.state, value);
  return { ...call, state: [...values.fields].reduce((state, [name, value]) => assignShaped(to, name, value, state), call.state) };
}

/** `resolve(event)` runs what follows and gives its response. */
function answered({ state, node }: NativeCall, goOn: (from: State) => readonly Outcome[]): readonly Outcome[] {
  const response: Value = { kind: 'response', status: undefined, refuses: false, continues: false, span: spanOf(node) };
  return goOn(state).map((outcome): Outcome => ({
    value: { kind: 'promise', value: outcome.thrown ? outcome.value : response, rejects: outcome.thrown, guard: undefined },
    state: outcome.state,
    thrown: false,
  }));
}

/** What a link hands requests on to. */
interface Onward {
  readonly goOn: (from: State) => readonly Outcome[];
  readonly leave: (from: State, left: 'registration' | 'router') => readonly Outcome[];
  /** Runs what handles errors. */
  readonly fail: (from: State) => void;
}

/** `next()` runs what follows; `next(error)` hands the request to error handling while the caller's code goes on. */
function continued(context: Context, call: NativeCall, { goOn, leave, fail }: Onward, skipsOnceSent: boolean): readonly Outcome[] {
  const [given] = call.args;
  if (call.state.sent && skipsOnceSent) return one(undefinedValue, call.state);
  const said = given?.kind === 'literal' ? (given.value ?? undefined) : given;
  const left = said === 'route' ? 'registration' : said === 'router' ? said : undefined;
  if (said === undefined || left)
    return (left ? leave(call.state, left) : goOn(call.state)).map((outcome): Outcome => ({
      value: { kind: 'promise', value: undefinedValue, rejects: outcome.thrown, guard: undefined },
      state: outcome.state,
      thrown: false,
    }));
  if (context.quiet > 0) return one(undefinedValue, call.state);
  const { state } = context.recorder.step(call.state, spanOf(call.node), { kind: 'reject', stops: false });
  fail(state);
  return one(undefinedValue, { ...state, sent: true });
}
