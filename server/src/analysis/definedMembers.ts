import ts from 'typescript';
import { setMember } from './assign';
import { invoke } from './call';
import { one, onlyValue, quietly, type Call } from './context';
import { evaluate } from './evaluate';
import type { State } from './state';
import { identity, literal, unknown, type ObjectValue, type Outcome, type Value } from './value';

/** Members by name, in the order in which they are given. */
type Members = readonly (readonly [string, Value])[];

/** What is still itself when it has been given more members, or keeps them elsewhere. */
const keptApart: ReadonlySet<Value['kind']> = new Set(['function', 'class', 'router', 'shaped']);

/** A call of the language that gives its first argument members: `Object.assign(…)`, `Object.defineProperty(…)`, `Reflect.set(…)`. */
export function definesMembers(name: string, call: Call): readonly Outcome[] | undefined {
  const [target, ...args] = call.args;
  if (!target) return undefined;
  if (name === 'Object.assign')
    return one(keptApart.has(target.kind) ? target : merged([target, ...args]), withMembers(call, target, args.flatMap(membersOf)));
  const members = definedBy(name, args, call);
  if (!members) return undefined;
  const value: Value =
    target.kind === 'object' ? { ...target, fields: new Map([...target.fields, ...members]) } : unknown(`defined${identity(call.node)}`);
  return one(name.startsWith('Reflect.') ? literal(true) : value, withMembers(call, target, members));
}

function definedBy(name: string, [first, second]: readonly Value[], call: Call): Members | undefined {
  const key = first?.kind === 'literal' ? String(first.value) : undefined;
  switch (name) {
    case 'Object.defineProperty':
    case 'Reflect.defineProperty':
      return key !== undefined && second ? [[key, describedBy(second, call)]] : undefined;
    case 'Object.defineProperties':
      return first ? membersOf(first).map(([each, descriptor]) => [each, describedBy(descriptor, call)] as const) : undefined;
    case 'Reflect.set':
      return key !== undefined && second ? [[key, second]] : undefined;
    default:
      return undefined;
  }
}

/** The value that a property descriptor gives; what it gives on demand is what that is at first. */
function describedBy(descriptor: Value, { context, state, node, frame }: Call): Value {
  const notKnown = unknown(`described${identity(node)}`, [descriptor]);
  if (descriptor.kind !== 'object') return notKnown;
  const get = descriptor.fields.get('get');
  if (get) return onlyValue(quietly(context, () => invoke(context, get, [], state, node, frame))) ?? notKnown;
  return descriptor.fields.get('value') ?? notKnown;
}

function membersOf(value: Value): Members {
  return value.kind === 'object' ? [...value.fields] : [];
}

/** What `Object.assign` gives: all members together. */
function merged(values: readonly Value[]): ObjectValue {
  return {
    kind: 'object',
    fields: new Map(values.flatMap(membersOf)),
    open: values.some((value) => value.kind !== 'object' || value.open),
    type: undefined,
  };
}

/** The state in which the first argument of a call has members; each one is given to what the ones before have made of it. */
function withMembers({ context, node, state, frame }: Call, target: Value, members: Members): State {
  const [at] = ts.isCallExpression(node) ? node.arguments : [];
  if (!at || members.length === 0) return state;
  if (target.kind === 'shaped') for (const [, value] of members) context.recorder.keeps(state, value);
  return members.reduce((before, [name, value]) => {
    const owner = onlyValue(quietly(context, () => evaluate(context, at, before, frame))) ?? target;
    return setMember(context, at, owner, name, value, before, frame);
  }, state);
}
