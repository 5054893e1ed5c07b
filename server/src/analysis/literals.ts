import type { Constant, Literal, Value } from './value';

/** The text that a value is, if it is written as one. */
export function literalText(value: Value | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The number that a value is, as the status of a response is. */
export function literalNumber(value: Value | undefined): number | undefined {
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}

/** Whether a value is a plain yes or no. */
export function isFlag(value: Value): boolean {
  return value.kind === 'literal' && typeof value.value === 'boolean';
}

/** What `??` replaces. */
export function isNullish(constant: Constant): constant is null | undefined {
  return constant === null || constant === undefined;
}

/** Whether a value is sure to be what `??` replaces. */
export function isNullishLiteral(value: Value): value is Literal {
  return value.kind === 'literal' && isNullish(value.value);
}
