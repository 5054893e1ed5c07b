import type ts from 'typescript';
import type { LookupModel } from '../model/adapters';
import type { Call, Context } from './context';
import { credentialOf, isCredential, lookup } from './guards';
import { spanOf } from './recorder';
import { isSettled, type State } from './state';
import { labelled, nullish } from './truth';
import { absent, identity, undefinedValue, unknown, type InputValue, type Outcome, type Value } from './value';

/** A look-up as it is made on one path. */
interface Asked {
  readonly args: readonly Value[];
  readonly state: State;
  /** A condition has been left out of it. */
  readonly isOpen: boolean;
}

/** At most this many conditions of one look-up are told apart as there or left out. */
const mostConditions = 3;

/** A look-up for requests that present its conditions, and for those that do not: what is missing is left out of the query. */
export function asked(model: LookupModel, { context, args, state, node }: Call): readonly Asked[] {
  const plain: Asked = { args, state, isOpen: false };
  if (context.quiet > 0 || isSettled(state)) return [plain];
  const flags = model.leavesOut.reduce<number>((all, one) => all | absent[one], absent.never);
  const conditions = args.flatMap((arg) => conditionsIn(arg, model.under)).filter((one) => (one.absent & flags) !== 0);
  return conditions
    .slice(0, mostConditions)
    .reduce<readonly Asked[]>((ways, one) => ways.flatMap((way) => without(context, way, one, node)), [plain]);
}

function without(context: Context, { args, state, isOpen }: Asked, condition: InputValue, node: ts.Node): readonly Asked[] {
  const given = { kind: 'left-out', credential: credentialOf(condition), span: spanOf(node) } as const;
  return nullish(context, condition, state, node).flatMap((side) =>
    side.nullish
      ? labelled(context, side.state, node, [{ truth: true, given }]).map((open) => ({
          args: args.map((arg) => replaced(arg, condition)),
          state: open.state,
          isOpen: true,
        }))
      : [{ args, state: side.state, isOpen }],
  );
}

/** The credentials that conditions are as they were sent. */
function conditionsIn(value: Value | undefined, under: string | undefined): readonly InputValue[] {
  if (value?.kind === 'object' && under !== undefined) return conditionsIn(value.fields.get(under), undefined);
  if (value?.kind === 'object') return [...value.fields.values()].flatMap((field) => conditionsIn(field, undefined));
  if (value?.kind === 'array') return value.items.flatMap((item) => conditionsIn(item, undefined));
  return under === undefined && value && isCredential(value) ? [value] : [];
}

function replaced(value: Value, condition: InputValue): Value {
  if (value === condition) return undefinedValue;
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => replaced(item, condition)) };
  if (value.kind !== 'object') return value;
  return { ...value, fields: new Map([...value.fields].map(([name, field]) => [name, replaced(field, condition)])) };
}

/** What a look-up that throws gives where it finds nothing. */
export function foundOrThrown({ value, state, thrown }: Outcome, { context, node }: Call): readonly Outcome[] {
  const sides = thrown ? undefined : lookup(context, value, state, node);
  if (!sides) return [{ value, state, thrown }];
  return sides.map((side) => ({
    value: {
      kind: 'promise',
      value: side.truth ? value : unknown(`none${identity(node)}`),
      rejects: !side.truth,
      guard: side.truth ? undefined : side.state.refused,
    },
    state: side.state,
    thrown: false,
  }));
}

/** The result of a look-up from which conditions have been left out: it is another one than with them. */
export function unfiltered(outcome: Outcome): Outcome {
  return outcome.value.kind === 'api' ? { ...outcome, value: { ...outcome.value, id: `${outcome.value.id}?` } } : outcome;
}
