import type ts from 'typescript';
import type { Member, Shape } from '../model/adapters';
import { memoized } from '../project/memoized';
import { keptAs, putElsewhere } from './additions';
import { ApiTable } from './apiPath';
import type { Context } from './context';
import { methodServed } from './inputs';
import { literalNumber, literalText } from './literals';
import { setting } from './members';
import { spanOf } from './recorder';
import { pathSeen } from './spelling';
import { routerMember } from './routerMembers';
import type { State } from './state';
import { absent, identity, keyOf, literal, undefinedValue, unknown, type ShapedValue, type Value } from './value';

interface Compiled {
  readonly members: ApiTable<Member>;
  /** Every proper prefix of a member path. */
  readonly prefixes: ReadonlySet<string>;
}

const compile = memoized((shape: Shape): Compiled => {
  const members = new ApiTable<Member>();
  const prefixes = new Set<string>();
  for (const [path, value] of Object.entries(shape)) {
    members.add(`#${path}`, value);
    const segments = path.split('.');
    for (let end = 1; end < segments.length; end++) prefixes.add(segments.slice(0, end).join('.'));
  }
  return { members, prefixes };
});

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** What a shape says about a member path; calls are tried with and without arguments. */
export function shapeMember(
  value: ShapedValue,
  name: string,
  called: boolean,
): { readonly path: string; readonly member: Member | undefined; readonly prefix: boolean } {
  const { members, prefixes } = compile(value.shape);
  const spellings = called ? [`${name}(*)`, `${name}()`] : [name];
  for (const spelling of spellings) {
    const path = join(value.path, spelling);
    const member = members.get(`#${path}`);
    if (member) return { path, member, prefix: prefixes.has(path) };
    if (prefixes.has(path)) return { path, member: undefined, prefix: true };
  }
  return { path: join(value.path, called ? `${name}(*)` : name), member: undefined, prefix: false };
}

function slot(shape: Shape, path: string): string {
  return `${identity(shape)}.${path}`;
}

/** What code has put on a request or response object under a name. */
export function assignedMember(value: ShapedValue, name: string, state: State): Value | undefined {
  return state.assigned.get(slot(value.shape, join(value.path, name)));
}

/** A member of a request or response object. */
export function shapedMember(context: Context, value: ShapedValue, name: string, state: State, node: ts.Node): Value {
  const path = join(value.path, name);
  const assigned = assignedMember(value, name, state);
  if (assigned) return assigned;
  const found = shapeMember(value, name, false);
  // A longer path says more: `locals.runtime.env.*` beside `locals.*`.
  if (found.prefix && (found.member?.kind === 'neutral' || found.member?.kind === 'environment')) return { ...value, path };
  // What `locals.*` says of any name the project has put there.
  const isOfProject = found.member?.kind === 'neutral' && !Object.hasOwn(value.shape, path);
  if (isOfProject && putElsewhere(context, name)) return undefinedValue;
  if (found.member) return memberValue(value, found.member, { context, name, args: [], node, state });
  if (found.prefix || isMethod(value, name)) return { ...value, path };
  return putElsewhere(context, name) ? undefinedValue : unknown(`${keyOf(value)}.${name}`, []);
}

function isMethod(value: ShapedValue, name: string): boolean {
  return shapeMember(value, name, true).member !== undefined;
}

/** Where a member of a handler's parameter is read; with arguments where it is called. */
interface MemberRead {
  readonly context: Context;
  readonly name: string;
  readonly args: readonly Value[];
  readonly node: ts.Node;
  readonly state: State;
}

/** The value that a shape's member stands for. */
export function memberValue(owner: ShapedValue, found: Member, read: MemberRead): Value {
  const { context, name, args, node, state } = read;
  const span = spanOf(node);
  switch (found.kind) {
    case 'input': {
      const named = found.name ?? literalText(args[0]) ?? (args.length > 0 ? '*' : wildcard(owner, name));
      if (found.input === 'method') return method();
      if (found.input === 'header') context.recorder.sightHeader(named.toLowerCase(), span, context.gates > 0);
      const value = input(found.input, found.input === 'header' ? named.toLowerCase() : named, found.absent);
      if (!found.path || value.kind !== 'input') return value;
      return { ...value, path: { ...pathSeen(context, found.path), isFirst: found.path.isFirst === true } };
    }
    case 'pathname': {
      const pathname: Value = { kind: 'pathname', ...pathSeen(context, found), span };
      return found.afterMethod ? { kind: 'text', parts: [method(), literal(' '), pathname] } : pathname;
    }
    case 'environment':
      return setting(context, literalText(args[0]) ?? wildcard(owner, name), { validated: false }, node);
    case 'self':
      return { ...owner, path: found.path ?? '' };
    case 'kept': {
      const key = args[0] ? keptName(args[0]) : name;
      const kept = state.assigned.get(slot(owner.shape, `kept.${key}`));
      return kept ?? (putElsewhere(context, keptAs(key)) ? undefinedValue : unknown(`kept.${key}`));
    }
    case 'decoration': {
      const key = literalText(args[0]) ?? name;
      return routerMember(state, key) ?? unknown(`decoration.${key}`);
    }
    case 'selected': {
      const chosen = found.by[literalText(args[0]) ?? ''];
      return chosen ? memberValue(owner, chosen, { ...read, args: [] }) : unknown(`${keyOf(owner)}.${name}@${identity(node)}`);
    }
    case 'respond':
      return { kind: 'response', status: found.status, refuses: false, continues: found.continues === true, span };
    case 'sent':
      return literal(state.sent, span);
    case 'proof':
      return { kind: 'proof', credential: found.credential, span, id: join(owner.path, name) };
    default:
      return unknown(`${keyOf(owner)}.${name}@${identity(node)}`);
  }

  function method(): Value {
    return context.method === undefined ? input('method', 'method', 'never') : methodServed(context.method);
  }

  function input(kind: Extract<Value, { kind: 'input' }>['input'], inputName: string, missing: keyof typeof absent): Value {
    const value: Value = { kind: 'input', input: kind, name: inputName, part: '', absent: absent[missing], derived: false, span };
    return state.assigned.get(keyOf(value)) ?? value;
  }
}

/** Kept values go by a text, or by an object that was made to be their key. */
function keptName(name: Value): string {
  return name.kind === 'literal' ? String(name.value) : keyOf(name);
}

/** The state after a member has been added to a handler's parameter. */
export function provideShaped(shape: Shape, name: string, value: Value, state: State): State {
  return { ...state, assigned: new Map(state.assigned).set(slot(shape, name), value) };
}

/** The state after a value has been kept under a name for the rest of the request. */
export function keepShaped(owner: ShapedValue, [name, value]: readonly Value[], state: State): State {
  if (!name || !value) return state;
  return { ...state, assigned: new Map(state.assigned).set(slot(owner.shape, `kept.${keptName(name)}`), value) };
}

/** The name a `*` in a member path stands for: the last member read, or nothing for the whole set. */
function wildcard(owner: ShapedValue, name: string): string {
  return Object.keys(owner.shape).includes(join(owner.path, name)) ? '' : name;
}

/** The state after code has put something on the request or response. */
export function assignShaped(owner: ShapedValue, name: string, value: Value, state: State): State {
  const found = shapeMember(owner, name, false);
  if (found.member?.kind === 'status') {
    return { ...state, status: literalNumber(value) };
  }
  if (found.member?.kind === 'respond') {
    const status = value.kind === 'object' ? (value.fields.get('status') ?? value.fields.get('statusCode')) : undefined;
    return { ...state, status: literalNumber(status), assigned: new Map(state.assigned).set('body', value) };
  }
  if (found.member?.kind === 'send') return { ...state, assigned: new Map(state.assigned).set('body', value) };
  // What is not known stays what the shape says.
  if (value.kind === 'unknown' && value.id.startsWith('n')) return state;
  return { ...state, assigned: new Map(state.assigned).set(slot(owner.shape, found.path), value) };
}
