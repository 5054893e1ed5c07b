import type ts from 'typescript';
import { identity, literal, undefinedValue, unknown, type ArrayValue, type ObjectValue, type Value } from './value';

/** Members of a header set, map or request that read what it holds. */
export const readsEntries: ReadonlySet<string> = new Set(['get', 'has', 'entries', 'keys', 'values', 'forEach', 'getSetCookie']);

/** The name under which an entry is held; those of headers may be written in any case. */
export function fieldNamed({ type, fields }: ObjectValue, name: string): string | undefined {
  if (type !== 'Headers') return fields.has(name) ? name : undefined;
  return [...fields.keys()].find((field) => field.toLowerCase() === name.toLowerCase());
}

/** A header set or map after `set`, `append` or `delete`. */
export function changedEntries(receiver: ObjectValue, name: string, args: readonly Value[]): ObjectValue | undefined {
  const [key, value] = args;
  if (receiver.type === 'Map' && name === 'clear') return { ...receiver, fields: new Map() };
  if (receiver.type === 'Request' || !key || !(name === 'set' || name === 'append' || name === 'delete')) return undefined;
  if (key.kind !== 'literal') {
    const { rest: _, ...known } = receiver;
    return { ...known, fields: new Map(), open: true };
  }
  const field = String(key.value);
  const fields = new Map(receiver.fields);
  fields.delete(fieldNamed(receiver, field) ?? field);
  const missing = receiver.type === 'Headers' ? literal(null) : undefinedValue;
  return { ...receiver, fields: fields.set(field, name === 'delete' ? missing : (value ?? undefinedValue)) };
}

/** What going through a map gives: its values, its keys, or both; `undefined` for other members. */
export function listOfEntries({ fields, open }: ObjectValue, name: string): ArrayValue | undefined {
  const held = [...fields].filter(([, value]) => value !== undefinedValue);
  const list = (items: readonly Value[]): ArrayValue => ({ kind: 'array', items, open });
  switch (name) {
    case 'values':
    case 'forEach':
      return list(held.map(([, value]) => value));
    case 'keys':
      return list(held.map(([key]) => literal(key)));
    case 'entries':
      return list(held.map(([key, value]) => ({ kind: 'array', items: [literal(key), value], open: false })));
    default:
      return undefined;
  }
}

/** What `for … of` goes through. */
export function goneThrough(value: Value): Value {
  return (value.kind === 'object' && value.type === 'Map' ? listOfEntries(value, 'entries') : undefined) ?? value;
}

/** `get` and `has` of a header set, map or request that code has made itself. */
export function entry(receiver: ObjectValue, name: string, args: readonly Value[], node: ts.Node): Value {
  const [key] = args;
  const text = key?.kind === 'literal' ? String(key.value) : undefined;
  const find = (wanted: string): Value | undefined =>
    receiver.type === 'Headers'
      ? [...receiver.fields].find(([field]) => field.toLowerCase() === wanted.toLowerCase())?.[1]
      : receiver.fields.get(wanted);
  if (name === 'get' && text !== undefined)
    return (
      find(text) ?? (receiver.open ? unknown(`e${identity(node)}:${text}`) : receiver.type === 'Headers' ? literal(null) : undefinedValue)
    );
  if (name === 'has' && text !== undefined && !receiver.open) return literal(find(text) !== undefined);
  if (name === 'clone') return receiver;
  return unknown(`e${identity(node)}`, [...receiver.fields.values(), ...args]);
}
