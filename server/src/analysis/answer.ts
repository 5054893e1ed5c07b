import type ts from 'typescript';
import type { Action } from '../model/access';
import type { Context } from './context';
import { literalNumber, literalText } from './literals';
import { spanOf } from './recorder';
import type { State } from './state';
import type { Outcome, ResponseValue, Value } from './value';

/** The state after a response has been sent: a refusal, or the success that discloses something. */
export function answer(
  context: Context,
  state: State,
  node: ts.Node,
  status: number | undefined,
  body: Value | undefined,
  already: boolean,
): State {
  if (context.quiet > 0) return state;
  if (isRefusal(status) || (status === undefined && body !== undefined && saysRefused(body))) {
    return context.recorder.step(state, spanOf(node), { kind: 'reject', stops: false }).state;
  }
  if (already || context.gates > 0) return state;
  return context.recorder.effect(state, { span: spanOf(node), kind: 'response', what: 'the success response' }, true);
}

/** The response of a library or platform that refuses by itself, whose check is written at `node`. */
export function refusal(node: ts.Node): ResponseValue {
  return { kind: 'response', status: 401, refuses: true, continues: false, span: spanOf(node) };
}

/** Redirects disclose nothing either. */
export function isRefusal(status: number | 'open' | undefined): boolean {
  return typeof status === 'number' && status >= 300;
}

/** A middleware that answers in the endpoint's place: whatever it says, the endpoint has not run. */
export function ownAnswer(context: Context, state: State, node: ts.Node): void {
  if (context.quiet === 0 && !state.sent) context.recorder.step(state, spanOf(node), { kind: 'answered' });
}

const refusing = /unauthori[sz]ed|forbidden|denied|invalid|not allowed|missing|no access|\b40[13]\b/i;

/** Whether a body says that the request was refused, whatever the status. */
export function saysRefused(body: Value): boolean {
  if (body.kind === 'literal') return refusing.test(literalText(body) ?? '');
  if (body.kind !== 'object') return false;
  const outcome = ['ok', 'success'].map((name) => body.fields.get(name)).find((field) => field?.kind === 'literal');
  if (outcome?.kind === 'literal') return outcome.value === false;
  const error = body.fields.get('error');
  if (literalText(error) !== undefined) return !body.fields.has('data');
  return (saysAnything(error) || saysAnything(body.fields.get('errors'))) && [...body.fields.keys()].every((name) => ofError.test(name));
}

/** Members of a body that is nothing but an error; a job's report has others beside its `errors`. */
const ofError = /^(?:errors?|message|code|status|statusCode|reason|details?|path|type|title|timestamp|requestId)$/;

function saysAnything(field: Value | undefined): boolean {
  if (field === undefined) return false;
  return field.kind === 'literal' ? Boolean(field.value) : field.kind !== 'array' || field.items.length > 0 || field.open;
}

/** The state after what has been put on the response is sent, unless that has happened. */
export function sentAtEnd(context: Context, state: State, node: ts.Node, isGate: boolean): State {
  const body = state.assigned.get('body');
  if (state.sent || context.quiet > 0 || (body === undefined && state.status === undefined)) return state;
  return answer(context, { ...state, sent: true }, node, state.status, body, isGate);
}

/** A rejection with a response: two of one place, made by one helper, are told apart by their status. */
function rejection(status: number | 'open' | undefined): Extract<Action, { kind: 'reject' }> {
  return typeof status === 'number' ? { kind: 'reject', stops: true, status } : { kind: 'reject', stops: true };
}

/** Whether an answer whose status is not known is one to a request that was refused, and that nothing verified after all. */
function isOfFailure({ failed, refused, verified }: State): boolean {
  return failed || (refused !== undefined && !verified);
}

/** Ends of a handler whose return value is the response; a gate's own success is no endpoint's. */
export function answerWith(context: Context, outcome: Outcome, node: ts.Node, isGate = false): void {
  if (outcome.thrown || context.quiet > 0) return;
  const { value, state } = outcome;
  const response = value.kind === 'promise' ? value.value : value;
  if (value.kind === 'promise' && value.rejects) return;
  if (response.kind === 'response') {
    const refuses = response.status === 'open' ? isOfFailure(state) : isRefusal(response.status);
    if (refuses || response.refuses) context.recorder.step(state, response.span, rejection(response.status));
    else if (!isGate) context.recorder.effect(state, { span: response.span, kind: 'response', what: 'the success response' }, true);
    return;
  }
  if (response.kind === 'object') {
    const code = literalNumber(response.fields.get('statusCode') ?? response.fields.get('status'));
    if (isRefusal(code)) {
      context.recorder.step(state, spanOf(node), { kind: 'reject', stops: true });
      return;
    }
  }
  if (isRefusal(state.status)) {
    context.recorder.step(state, spanOf(node), { kind: 'reject', stops: true });
    return;
  }
  // What an error path answers without saying a status is an error.
  if (state.failed || saysRefused(response)) context.recorder.step(state, spanOf(node), { kind: 'reject', stops: true });
  else if (!isGate) context.recorder.effect(state, { span: spanOf(node), kind: 'response', what: 'the success response' }, true);
}
