import type { CompanionContext } from '../../model/companion';

/** How tests are written for one runner. Code is a template (`style.ts`). */
export interface Runner {
  readonly imports: readonly string[];
  /** A statement that fails unless an expression is a number. */
  is(actual: string, expected: number): string;
  /** A statement that fails if an expression is one of several numbers. */
  isNot(actual: string, refusals: readonly number[]): string;
  /**
   * Lines in front of the tests that put members in place of a module that only exists on its platform, and what they import instead of
   * {@link imports}; absent: modules cannot be replaced.
   */
  replaces?(module: string, members: string): { readonly imports: readonly string[]; readonly lines: readonly string[] };
}

const expecting: Pick<Runner, 'is' | 'isNot'> = {
  is: (actual, expected) => `expect(${actual}).toBe(${expected});`,
  isNot: (actual, refusals) => `expect([${refusals.join(', ')}]).not.toContain(${actual});`,
};

const asserting: Pick<Runner, 'is' | 'isNot'> = {
  is: (actual, expected) => `equal(${actual}, ${expected});`,
  isNot: (actual, refusals) => `ok(![${refusals.join(', ')}].includes(${actual}));`,
};

const assertions = "import { equal, ok } from 'node:assert/strict';";

const vitest: Runner = {
  ...expecting,
  imports: ["import { describe, expect, it } from 'vitest';"],
  replaces: (module, members) => ({
    imports: ["import { describe, expect, it, vi } from 'vitest';"],
    lines: ['', `vi.mock('${module}', () => (${members}));`],
  }),
};

const jest: Runner = { ...expecting, imports: [] };

const mocha: Runner = { ...asserting, imports: [assertions] };

const nodeTest: Runner = { ...asserting, imports: [assertions, "import { describe, it } from 'node:test';"] };

/** The project's own runner: the one that `npm test` runs, else the one that it has. */
export function runnerOf({ testCommand = '', dependencies }: CompanionContext): Runner | undefined {
  const isTypedJest = dependencies.has('@jest/globals');
  const jestHere: Runner = isTypedJest ? { ...jest, imports: ["import { describe, expect, it } from '@jest/globals';"] } : jest;
  const runners: readonly (readonly [command: RegExp, packages: readonly string[], runner: Runner])[] = [
    [/\bvitest\b/, ['vitest'], vitest],
    [/\bjest\b/, ['jest', 'ts-jest', '@jest/globals'], jestHere],
    [/\bmocha\b/, ['mocha'], mocha],
    [/\b(?:node|tsx)\b.*\s--test\b/, [], nodeTest],
  ];
  const run = runners.find(([command]) => command.test(testCommand));
  const installed = runners.find(([, packages]) => packages.some((name) => dependencies.has(name)));
  return (run ?? installed)?.[2];
}
