import type { ContextMember } from '../model/declaredRoutes';
import type { MemberPath } from '../model/adapters';
import { one } from './context';
import { literal, unknown, type NativeValue, type Value } from './value';

/** What the members of the object that describes a call stand for. */
export type ContextValues = Readonly<Record<'request' | 'response' | 'next' | 'handler' | 'controller', Value>>;

/** The object that a framework describes a call with, from its table of members. */
export function contextObject(members: Readonly<Record<MemberPath, ContextMember>>, values: ContextValues): Value {
  return level(
    Object.entries(members).map(([path, stands]) => [
      path.split('.'),
      typeof stands === 'string' ? values[stands] : literal(stands.constant),
    ]),
  );
}

function level(entries: readonly (readonly [readonly string[], Value])[]): Value {
  const [first] = entries;
  if (first && first[0].length === 0) return first[1];
  const groups = new Map<string, (readonly [readonly string[], Value])[]>();
  for (const [[segment = '', ...rest], value] of entries) groups.set(segment, [...(groups.get(segment) ?? []), [rest, value]]);
  const fields = new Map<string, Value>();
  const numbered = new Map<string, Map<string, Value>>();
  for (const [segment, below] of groups) {
    const call = /^(\w+)\((\d*)\)$/.exec(segment);
    if (!call) fields.set(segment, level(below));
    else if (call[2] === '') fields.set(call[1] ?? '', native(call[1] ?? '', level(below)));
    else numbered.set(call[1] ?? '', new Map(numbered.get(call[1] ?? '')).set(call[2] ?? '', level(below)));
  }
  for (const [name, byIndex] of numbered) fields.set(name, indexed(name, byIndex));
  return { kind: 'object', fields, open: true, type: undefined };
}

function native(name: string, result: Value): NativeValue {
  return { kind: 'native', name, run: (call) => one(result, call.state) };
}

/** A method whose result its argument picks: `getArgByIndex(0)`. */
function indexed(name: string, results: ReadonlyMap<string, Value>): NativeValue {
  return {
    kind: 'native',
    name,
    run: ({ args: [index], state }) => one(results.get(index?.kind === 'literal' ? String(index.value) : '') ?? unknown(name), state),
  };
}
