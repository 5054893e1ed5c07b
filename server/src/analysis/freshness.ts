import type { Context } from './context';
import { inputsOf } from './inputs';
import { inputKey } from './truth';
import { partsOf, type ApiValue, type Value } from './value';

/** A comparison with the clock checks the age of whatever it compares. */
export function noteAge(context: Context, ...values: readonly Value[]): void {
  const all: Value[] = [];
  const collect = (value: Value, depth: number): void => {
    all.push(value);
    if (depth > 0) for (const part of partsOf(value)) collect(part, depth - 1);
  };
  for (const value of values) collect(value, 5);
  if (!all.some((value) => value.kind === 'time')) return;
  for (const value of all) {
    const input = value.kind === 'unknown' ? value.read : value;
    if (input?.kind === 'input') context.recorder.fresh.add(inputKey(input));
  }
}

/** Whoever asks whether something could be stored that must not be there yet checks that it has not been used before. */
export function noteFirstUse(context: Context, ...values: readonly Value[]): void {
  for (const value of values) {
    const call = value.kind === 'api' && storing.test(value.path) ? lastCall(value) : undefined;
    if (!call || !(/nx/i.test(call.name) || call.values.some(isOnlyNew))) continue;
    for (const input of call.values.flatMap(inputsOf)) context.recorder.fresh.add(inputKey(input));
  }
}

const storing = /\.(?:set|setnx|add)\(\)$/i;

function lastCall({ calls }: ApiValue): ApiValue['calls'][number] | undefined {
  return calls.at(-1);
}

/** Whether an argument says that nothing is stored where something is: `'NX'`, `{ nx: true }`. */
function isOnlyNew(value: Value): boolean {
  if (value.kind === 'object')
    return [...value.fields].some(([name, field]) => /^nx$/i.test(name) && field.kind === 'literal' && field.value === true);
  return value.kind === 'literal' && typeof value.value === 'string' && /^nx$/i.test(value.value);
}
