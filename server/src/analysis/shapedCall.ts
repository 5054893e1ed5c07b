import type { Member } from '../model/adapters';
import { one, type MethodCall } from './context';
import { answer, isRefusal, saysRefused } from './answer';
import { invoke } from './call';
import { listening } from './listening';
import { literalNumber } from './literals';
import { spanOf } from './recorder';
import { assignedMember, keepShaped, memberValue, shapeMember } from './shaped';
import { noteUnresolved } from './unresolved';
import { promiseIf } from './promises';
import { routerMember } from './routerMembers';
import { truth } from './truth';
import { verify } from './verifiers';
import { identity, keyOf, unknown, undefinedValue, type ApiValue, type Outcome, type ResponseValue, type ShapedValue } from './value';

/** A method call on a request or response object. */
export function shapedCall(receiver: ShapedValue, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node, frame } = call;
  const { path, member, prefix } = shapeMember(receiver, name, true);
  if (member) return memberCall(receiver, member, call);
  const given = assignedMember(receiver, name, state);
  if (given)
    return invoke(context, given.kind === 'function' && !given.self ? { ...given, self: receiver } : given, args, state, node, frame);
  // What set-up code has given to all requests: `app.context.verify = function () { … }`.
  const own = receiver.path === '' ? routerMember(state, name) : undefined;
  if (own?.kind === 'function') return invoke(context, own.self ? own : { ...own, self: receiver }, args, state, node, frame);
  if (prefix) return one({ ...receiver, path, args }, state);
  return one(unknown(`${keyOf(receiver)}.${name}()@${identity(node)}.${frame.id}`, args), noteUnresolved(context, state, node, name));
}

function memberCall(receiver: ShapedValue, member: Member, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node, frame } = call;
  switch (member.kind) {
    case 'status':
      return one(receiver, { ...state, status: member.status ?? literalNumber(args[0]) });
    case 'send': {
      const given = member.status === 'argument' ? literalNumber(args[0]) : (member.status ?? state.status);
      const body = member.body === undefined ? undefined : args[member.body];
      return one(receiver, answer(context, { ...state, sent: true }, node, given, body, state.sent));
    }
    case 'respond':
      return one(responseOf(member, call), state);
    case 'throw':
      return [{ value: unknown(`thrown${identity(node)}`), state, thrown: true }];
    case 'neutral':
      return one(receiver, state);
    case 'event':
      return listening(receiver, member, call);
    case 'next':
      return one(undefinedValue, state);
    case 'assert':
      return truth(context, args[member.condition] ?? undefinedValue, state, node).map((side) => ({
        value: side.truth ? undefinedValue : unknown(`thrown${identity(node)}`),
        state: side.state,
        thrown: !side.truth,
      }));
    case 'decoration': {
      const own = routerMember(state, name);
      return own ? invoke(context, own, args, state, node, frame) : one(memberValue(receiver, member, call), state);
    }
    case 'keep':
      for (const value of args) context.recorder.keeps(state, value);
      return one(undefinedValue, keepShaped(receiver, args, state));
    case 'verifier': {
      const id = `${identity(node)}@${frame.id}`;
      const api: ApiValue = { kind: 'api', path: `${name}()`, calls: [{ name, values: args }], id, pending: [] };
      const verified = verify(member.model, name, api, call);
      return verified ?? one(unknown(`${keyOf(receiver)}.${name}@${identity(node)}`), state);
    }
    default: {
      const value = memberValue(receiver, member, call);
      return one(promiseIf('async' in member && member.async === true, value), state);
    }
  }
}

/** The response that a method makes: of a status that is given as a text all but those of success refuse. */
function responseOf(member: Extract<Member, { kind: 'respond' }>, { args, state, node }: MethodCall): ResponseValue {
  const given = member.statusArgument === undefined ? undefined : args[member.statusArgument];
  const at = given?.kind === 'object' ? (given.fields.get('status') ?? undefinedValue) : given;
  const isGiven = at !== undefined && !(at.kind === 'literal' && at.value === undefined);
  const named = at?.kind === 'literal' && typeof at.value === 'string' && !succeeds.test(at.value) ? 400 : 'open';
  const status = literalNumber(at) ?? (isGiven ? named : (member.status ?? state.status));
  const body = member.body === undefined ? undefined : args[member.body];
  const refuses = !isRefusal(status) && body !== undefined && saysRefused(body);
  return { kind: 'response', status, refuses, continues: member.continues === true, span: spanOf(node) };
}

const succeeds = /^(ok|created|accepted|no content)$/i;
