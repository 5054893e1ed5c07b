import type { Survey } from './survey';

/** A memory of its own for each survey, made at its first use and gone with it. */
export function memoryPerSurvey<T>(): (survey: Survey, make: () => T) => T {
  const memories = new WeakMap<Survey, { readonly memory: T }>();
  return (survey, make) => {
    const known = memories.get(survey) ?? { memory: make() };
    memories.set(survey, known);
    return known.memory;
  };
}
