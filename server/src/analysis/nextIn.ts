import type { NativeValue, Value } from './value';

/** The continuation of a chain of middleware among arguments, or in an object that is one. */
export function nextIn(args: readonly Value[]): NativeValue | undefined {
  for (const arg of args) {
    if (arg.kind === 'native' && arg.name === 'next') return arg;
    const inner =
      arg.kind === 'object' && arg.type === undefined ? nextIn([...arg.fields.values()].filter((one) => one.kind === 'native')) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
