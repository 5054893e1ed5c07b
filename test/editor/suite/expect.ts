/** `node:assert` does not exist in the browser's extension host. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, found ${found}`);
}

/** Fails with what was expected, and returns the value without `undefined`. */
export function expectDefined<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what}: nothing found`);
  return value;
}
