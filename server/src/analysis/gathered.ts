import { mergeStates } from './merging';
import { isSameValue } from './sameState';
import { type State } from './state';
import { type ArrayValue, type Value } from './value';

/** Different lists that one may become; each item that may be left out makes twice as many. */
const mostLists = 64;

/** What one item adds to a list on one path: `undefined` where it is left out. */
export interface Addition {
  readonly added: Value | undefined;
  readonly state: State;
}

/** What a list has become on one path: `undefined` where there are too many ways to tell them apart. */
interface Gathered {
  readonly items: readonly Value[] | undefined;
  readonly state: State;
}

/** The lists that come of going through items in turn, by path. Where there are too many nothing is known but that it is a list. */
export function gathered(
  items: readonly Value[],
  state: State,
  add: (item: Value, index: number, from: State) => readonly Addition[],
): readonly { readonly list: ArrayValue; readonly state: State }[] {
  let ends: readonly Gathered[] = [{ items: [], state }];
  items.forEach((item, index) => {
    ends = mergeStates(
      ends.flatMap((end) =>
        add(item, index, end.state).map(({ added, state: next }): Gathered => ({
          items: added ? end.items && [...end.items, added] : end.items,
          state: next,
        })),
      ),
      haveSameItems,
    );
    if (ends.length > mostLists)
      ends = mergeStates(
        ends.map((end): Gathered => ({ items: undefined, state: end.state })),
        haveSameItems,
      );
  });
  return ends.map((end) => ({ list: { kind: 'array', items: end.items ?? [], open: end.items === undefined }, state: end.state }));
}

function haveSameItems({ items: a }: Gathered, { items: b }: Gathered): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((item, index) => isSameValue(item, b[index]!));
}
