/**
 * Work in small steps: whoever runs it may do something else after each, or give it up. What it reads must not change before the next step.
 */
export type InSteps<T, Told = undefined> = Generator<Told, T, void>;

/** Does all steps at once. */
export function finish<T>(steps: InSteps<T, unknown>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The steps alone, for loops that may end early; the result goes to a function. */
export function* collected<T, Told>(steps: InSteps<T, Told>, take: (result: T) => void): InSteps<void, Told> {
  take(yield* steps);
}
