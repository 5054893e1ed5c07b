import type ts from 'typescript';
import { one, type Context } from './context';
import { answer, isRefusal, saysRefused } from './answer';
import { invoke } from './call';
import { spanOf } from './recorder';
import { assignedMember, keepShaped, memberValue, shapeMember } from './shaped';
import { noteUnresolved } from './unresolved';
import { routerMember, type Frame, type State } from './state';
import { truth } from './truth';
import { verify } from './verifiers';
import { identity, keyOf, unknown, undefinedValue, type ApiValue, type Outcome, type ShapedValue, type Value } from './value';

/** A method call on a request or response object. */
export function shapedCall(
  context: Context,
  receiver: ShapedValue,
  name: string,
  args: readonly Value[],
  state: State,
  node: ts.CallExpression,
  frame: Frame,
): readonly Outcome[] {
  const { path, member, prefix } = shapeMember(receiver, name, true);
  const given = member ? undefined : assignedMember(receiver, name, state);
  if (given)
    return invoke(context, given.kind === 'function' && !given.self ? { ...given, self: receiver } : given, args, state, node, frame);
  if (!member)
    return one(
      prefix ? { ...receiver, path, args } : unresolvedMember(receiver, name, args, node, frame),
      prefix ? state : noteUnresolved(context, state, node, name),
    );
  const [first] = args;
  const status = first?.kind === 'literal' && typeof first.value === 'number' ? first.value : undefined;
  const isAsync = 'async' in member && member.async === true;
  switch (member.kind) {
    case 'status':
      return one(receiver, { ...state, status: member.status ?? status });
    case 'send': {
      const given = member.status === 'argument' ? status : (member.status ?? state.status);
      const body = member.body === undefined ? undefined : args[member.body];
      return one(receiver, answer(context, { ...state, sent: true }, node, given, body, state.sent));
    }
    case 'respond': {
      const given = member.statusArgument === undefined ? undefined : args[member.statusArgument];
      const at = given?.kind === 'object' ? (given.fields.get('status') ?? undefinedValue) : given;
      const isGiven = at !== undefined && !(at.kind === 'literal' && at.value === undefined);
      const named =
        at?.kind === 'literal' && typeof at.value === 'string' && !/^(ok|created|accepted|no content)$/i.test(at.value) ? 400 : 'open';
      const code = at?.kind === 'literal' && typeof at.value === 'number' ? at.value : isGiven ? named : (member.status ?? state.status);
      const body = member.body === undefined ? undefined : args[member.body];
      const refuses = !isRefusal(code) && body !== undefined && saysRefused(body);
      return one({ kind: 'response', status: code, refuses, continues: member.continues === true, span: spanOf(node) }, state);
    }
    case 'throw':
      return [{ value: unknown(`thrown${identity(node)}`), state, thrown: true }];
    case 'neutral':
      return one(receiver, state);
    case 'next':
      return one(undefinedValue, state);
    case 'assert': {
      const condition = args[member.condition] ?? undefinedValue;
      return truth(context, condition, state, node).flatMap((side) => [
        side.truth
          ? { value: undefinedValue, state: side.state, thrown: false }
          : { value: unknown(`thrown${identity(node)}`), state: side.state, thrown: true },
      ]);
    }
    case 'decoration': {
      const own = routerMember(state, name);
      return own
        ? invoke(context, own, args, state, node, frame)
        : one(memberValue(context, receiver, name, member, args, node, state), state);
    }
    case 'keep':
      for (const value of args) context.recorder.keeps(state, value);
      return one(undefinedValue, keepShaped(receiver, args, state));
    case 'verifier': {
      const api: ApiValue = {
        kind: 'api',
        path: `${name}()`,
        calls: [{ name, values: args }],
        id: `${identity(node)}@${frame.id}`,
        pending: [],
      };
      return (
        verify(context, member.model, name, api, state, node, frame) ?? one(unknown(`${keyOf(receiver)}.${name}@${identity(node)}`), state)
      );
    }
    default: {
      const value = memberValue(context, receiver, name, member, args, node, state);
      return one(isAsync ? { kind: 'promise', value, rejects: false, guard: undefined } : value, state);
    }
  }
}

function unresolvedMember(receiver: ShapedValue, name: string, args: readonly Value[], node: ts.Node, frame: Frame): Value {
  return unknown(`${keyOf(receiver)}.${name}()@${identity(node)}.${frame.id}`, args);
}
