import type { Surveyed } from './survey';

/** How far the following of endpoints is; absent while they are still being looked for. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * Work in small steps: after each it tells how far it is, and whoever runs it may do something else first, or give it up. What is to be
 * read must not change before the next step.
 */
export type Steps<T> = Generator<Progress | undefined, T, void>;

/** Code that may be that of cron endpoints, found and not followed yet; following it takes time. */
export type Pending = () => readonly Surveyed[];

/** The steps alone, for loops that may end early; the result goes to a function. */
export function* collected<T>(steps: Steps<T>, take: (result: T) => void): Steps<void> {
  take(yield* steps);
}

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
