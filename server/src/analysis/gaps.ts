import type ts from 'typescript';
import type { Context } from './context';
import { gathered } from './gathered';
import type { State } from './state';
import { truth, type Side } from './truth';
import { findIn, isEnv, type ArrayValue, type EnvValue, type Value } from './value';

/** A list on one path. */
export interface Listing {
  readonly list: ArrayValue;
  readonly state: State;
}

/** What a list holds on every path: of its settings those that are set, where it has gaps. */
export function laidOut(context: Context, list: ArrayValue, state: State, node: ts.Node): readonly Listing[] {
  const { gaps, ...known } = list;
  if (!gaps) return [{ list, state }];
  return gathered(known.items, state, (item, _, from) =>
    isThere(context, item, from, node).map((side) => ({ added: side.truth ? item : undefined, state: side.state })),
  ).map((end) => ({ list: { ...end.list, open: known.open || end.list.open }, state: end.state }));
}

/** Whether a list holds anything. */
export function hasItems(context: Context, list: ArrayValue, state: State, node: ts.Node): readonly Side[] {
  const found: Side[] = [];
  let rest: readonly State[] = [state];
  for (const item of list.items) {
    rest = rest.flatMap((before) =>
      (list.gaps ? isThere(context, item, before, node) : [{ truth: true, state: before }]).flatMap((side) => {
        if (side.truth) found.push(side);
        return side.truth ? [] : [side.state];
      }),
    );
  }
  return [...found, ...rest.map((end) => ({ truth: false, state: end }))];
}

/** A setting is left out of a list with gaps where it is not set. */
function isThere(context: Context, item: Value, state: State, node: ts.Node): readonly Side[] {
  const setting = findIn(item, isEnv);
  return setting ? truth(context, setting, state, node) : [{ truth: true, state }];
}

/** The setting that a text is, or was cut from. */
export function settingBehind(value: Value): EnvValue | undefined {
  if (value.kind === 'env') return value;
  return value.kind === 'derived' ? settingBehind(value.from) : undefined;
}

/** Whether a value is a setting that was cut up only where it is set: `process.env.KEYS?.split(',')`. */
export function isOptional(value: Value): boolean {
  return value.kind === 'derived' && (value.op.startsWith('?') || isOptional(value.from));
}

/** Whether a test of an item says nothing but whether its setting is set. */
export function tellsIfSet(item: Value, sides: readonly Side[]): boolean {
  const setting = settingBehind(item);
  return (
    setting !== undefined &&
    sides.length === 2 &&
    sides.every(({ truth, state }) => state.facts.get(`env:${setting.name}`)?.truthy === truth)
  );
}
