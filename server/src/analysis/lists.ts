import type ts from 'typescript';
import { invoke } from './call';
import { one, then, type Context, type MethodCall } from './context';
import { startedOnly } from './deferred';
import { gathered } from './gathered';
import { areAlike, isDigest } from './gathering';
import { isOptional, laidOut, settingBehind, tellsIfSet } from './gaps';
import { isNullishLiteral } from './literals';
import { spanOf } from './recorder';
import { isAsync } from '../project/syntax';
import { distinctStates, mergeStates } from './merging';
import { isSameOutcome } from './sameState';
import { type State } from './state';
import { truth } from './truth';
import { unresolvedCall } from './unresolved';
import { absent, findIn, identity, keyOf, literal, undefinedValue, unknown, type ArrayValue, type Outcome, type Value } from './value';

/** Methods that go through what they are called on, whatever that is. */
export const iterates: ReadonlySet<string> = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'some',
  'every',
  'reduce',
  'flatMap',
  'findIndex',
  'sort',
]);

/** Longest list that is gone through item by item. */
const longest = 16;

/** A method of a list; a list that is not known has one item that stands for all. A setting that is cut up has none that is not like it. */
export function collection(receiver: Value, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node, frame } = call;
  const list = receiver.kind === 'array' ? receiver : listOf(receiver, node);
  if (list.gaps && !keepsGaps.has(name))
    return laidOut(context, list, state, node).flatMap((known) => collection(known.list, { ...call, state: known.state }));
  const [callback] = args;
  const items = list.items.length > 0 ? list.items.slice(0, longest) : list.open ? [unknown(`item${identity(node)}`)] : [];
  const each = (value: Value, index: number, from: State): readonly Outcome[] =>
    callback ? invoke(context, callback, [value, literal(index)], from, node, frame) : one(undefinedValue, from);
  switch (name) {
    case 'some':
    case 'every':
    case 'find':
    case 'findIndex':
      if (callback && callback.kind !== 'literal') return searched(items, each, call);
      break;
    case 'filter':
      return filtered(context, list, items, each, state, node);
    case 'map':
    case 'flatMap':
      return mapped(items, list, each, state);
    case 'forEach':
      return then(mapped(items, list, each, state), (_, next) =>
        one(undefinedValue, goesOnLater(callback) ? startedOnly(state, next) : next),
      );
    case 'join':
      return one(
        list.open
          ? unknown(`join${identity(node)}`, items)
          : { kind: 'text', parts: items.map(orEmpty).flatMap((item, index) => (index === 0 ? [item] : [args[0] ?? literal(','), item])) },
        state,
      );
    case 'concat':
      return one(
        {
          kind: 'array',
          items: [...list.items, ...args.flatMap((arg) => (arg.kind === 'array' ? arg.items : [arg]))],
          open: list.open || args.some((arg) => arg.kind === 'array' && arg.open),
          ...([list, ...args].some((arg) => arg.kind === 'array' && arg.gaps) ? { gaps: true } : {}),
        },
        state,
      );
    case 'slice':
    case 'reverse':
    case 'toReversed':
    case 'flat':
    case 'sort':
    case 'toSorted':
      return one(rearranged(list, name, args), state);
    case 'at':
      return one(itemAt(list, args[0], node), state);
    case 'pop':
      return one(itemAt(list, literal(-1), node), state);
    case 'shift':
      return one(itemAt(list, literal(0), node), state);
    case 'push':
    case 'unshift':
    case 'add':
    case 'delete':
    case 'clear':
    case 'splice':
    case 'keys':
    case 'values':
    case 'entries':
      return one(unknown(`list${identity(node)}`, list.items), state);
    case 'reduce':
    case 'reduceRight':
      if (callback)
        return reduced({ ...list, items: name === 'reduce' ? items : items.toReversed() }, callback, { ...call, args: args.slice(1) });
      break;
  }
  return unresolvedCall(receiver, name, call);
}

/** Whether nobody waits for what a callback does. */
function goesOnLater(callback: Value | undefined): boolean {
  return callback?.kind === 'function' && isAsync(callback.node);
}

/** A list or set after a method that changes it; `undefined` for other methods. */
export function changedList(list: ArrayValue, name: string, args: readonly Value[]): ArrayValue | undefined {
  const { items, open } = list;
  switch (name) {
    case 'push':
    case 'add':
      return { ...list, items: [...items, ...args] };
    case 'unshift':
      return { ...list, items: [...args, ...items] };
    case 'pop':
    case 'shift':
      return open ? undefined : { ...list, items: name === 'pop' ? items.slice(0, -1) : items.slice(1) };
    case 'delete':
    case 'splice':
    case 'clear':
      return { kind: 'array', items: [], open: true };
    default:
      return undefined;
  }
}

/** A list whose items have been chosen or put into another order. Of one that is not known all are alike. */
function rearranged(list: ArrayValue, name: string, args: readonly Value[]): ArrayValue {
  const { items, open } = list;
  if (open || items.length < 2) return { ...list, open: true };
  switch (name) {
    case 'slice': {
      const bounds = args.map((arg) => (arg.kind === 'literal' ? Number(arg.value ?? 0) : Number.NaN));
      return bounds.some(Number.isNaN) ? { kind: 'array', items: [], open: true } : { ...list, items: items.slice(...bounds) };
    }
    case 'flat':
      return { kind: 'array', items: items.flatMap((item) => (item.kind === 'array' ? item.items : [item])), open: true };
    case 'reverse':
    case 'toReversed':
      return { ...list, items: items.toReversed() };
    default:
      return { ...list, open: true };
  }
}

/** The item at a place, counted from the end below zero. The first stands for all of a list that is not known. */
function itemAt({ items, open }: ArrayValue, place: Value | undefined, node: ts.Node): Value {
  const missing = unknown(`item${identity(node)}`, items);
  if (items.length < 2) return items[0] ?? missing;
  if (place?.kind !== 'literal' || open) return missing;
  return items.at(Number(place.value)) ?? undefinedValue;
}

/** Methods that make of a list with gaps another one. */
const keepsGaps: ReadonlySet<string> = new Set(['filter', 'map', 'flatMap', 'concat', 'reverse', 'toReversed', 'sort', 'toSorted']);

/** A value that is gone through as a list. */
export function listOf(receiver: Value, node: ts.Node): ArrayValue {
  const open = settingBehind(receiver) === undefined;
  return { kind: 'array', items: [itemOf(receiver, node)], open, ...(!open && isOptional(receiver) ? { gaps: true } : {}) };
}

/** What `join` makes of an item: nothing of one that is missing. */
function orEmpty(item: Value): Value {
  if (isNullishLiteral(item)) return literal('');
  if (item.kind === 'env') return item.validated || item.fallback?.value ? item : { ...item, fallback: literal('') };
  return item.kind === 'input' && item.absent !== absent.never ? { ...item, absent: absent.empty } : item;
}

function itemOf(receiver: Value, node: ts.Node): Value {
  if (receiver.kind === 'input') return { ...receiver, derived: true, part: `${receiver.part}[]`, absent: absent.never };
  if (receiver.kind === 'env' || receiver.kind === 'derived' || receiver.kind === 'digest')
    return { kind: 'derived', op: '[]', from: receiver };
  return unknown(`item:${keyOf(receiver).slice(0, 80)}@${identity(node)}`, [receiver]);
}

function mapped(
  items: readonly Value[],
  list: ArrayValue,
  each: (value: Value, index: number, from: State) => readonly Outcome[],
  state: State,
): readonly Outcome[] {
  const thrown: Outcome[] = [];
  const ends = gathered(items, state, (item, index, from) =>
    each(item, index, from).flatMap((outcome) => {
      if (!outcome.thrown) return [{ added: outcome.value, state: outcome.state }];
      thrown.push(outcome);
      return [];
    }),
  );
  return [...thrown, ...ends.flatMap((end) => one(within(list, end.list), end.state))];
}

/** What becomes of a list, which may have had more items than are known. */
function within(list: ArrayValue, made: ArrayValue): ArrayValue {
  return { ...list, items: made.items, open: list.open || made.open };
}

/** `some`, `every`, `find`, `filter`: the callback's answer decides, and a verification in it verifies. */
function searched(
  items: readonly Value[],
  each: (value: Value, index: number, from: State) => readonly Outcome[],
  { context, name, state, node }: MethodCall,
): readonly Outcome[] {
  const stopsAt = name !== 'every';
  const found: Outcome[] = [];
  let rest: readonly State[] = [state];
  items.forEach((item, index) => {
    const after = rest.flatMap((before) =>
      each(item, index, before).flatMap((outcome) => {
        if (outcome.thrown) {
          found.push(outcome);
          return [];
        }
        return truth(context, outcome.value, outcome.state, node).flatMap((side) => {
          if (side.truth !== stopsAt) return [side.state];
          found.push({
            value: name === 'find' ? item : name === 'findIndex' ? literal(index) : literal(stopsAt, spanOf(node)),
            state: side.state,
            thrown: false,
          });
          return [];
        });
      }),
    );
    rest = distinctStates(after);
  });
  const none: Value = name === 'find' ? undefinedValue : name === 'findIndex' ? literal(-1) : literal(!stopsAt, spanOf(node));
  return [...found, ...rest.flatMap((end) => one(none, end))];
}

/** `reduce` and `reduceRight`: what the callback makes of one item after the other. */
function reduced(
  { items, open }: ArrayValue,
  callback: Value,
  { context, args: [initial], state, node, frame }: MethodCall,
): readonly Outcome[] {
  const [first = undefinedValue, ...others] = initial ? [initial, ...items] : items;
  const made = others.reduce<readonly Outcome[]>(
    (before, item) =>
      mergeStates(
        then(before, (value, next) => invoke(context, callback, [value, item], next, node, frame)),
        isSameOutcome,
      ),
    one(first, state),
  );
  // Of a list that may be longer nothing is known but what its known items do.
  const known = !open || others.length > 0;
  if (!known) return one(unknown(`reduced${identity(node)}`, [first]), state);
  // Differences to as many letters as the caller sends may be none.
  const gathers = made.some(({ value }) => value.kind === 'difference') && !items.some((item) => findIn(item, isDigest));
  const ends = open && initial?.kind === 'literal' && gathers && !areAlike(state);
  return ends ? [...made, ...one(initial, state)] : made;
}

/** `filter`: which items are left depends on the path. */
function filtered(
  context: Context,
  list: ArrayValue,
  items: readonly Value[],
  each: (value: Value, index: number, from: State) => readonly Outcome[],
  state: State,
  node: ts.Node,
): readonly Outcome[] {
  const sides = items.map((item, index) =>
    each(item, index, state).flatMap((outcome) => (outcome.thrown ? [] : truth(context, outcome.value, outcome.state, node))),
  );
  if (items.length > 0 && items.every((item, index) => tellsIfSet(item, sides[index] ?? [])))
    return one({ ...list, items, gaps: true }, state);
  const ends = gathered(items, state, (item, index, from) =>
    each(item, index, from)
      .filter((outcome) => !outcome.thrown)
      .flatMap((outcome) => truth(context, outcome.value, outcome.state, node))
      .map((side) => ({ added: side.truth ? item : undefined, state: side.state })),
  );
  return ends.flatMap((end) => one(within(list, end.list), end.state));
}
