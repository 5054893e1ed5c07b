import type { ApiPath } from './adapters';

/** The members of one or several paths; `names` are separated by spaces. A base that ends in `#` is the module itself. */
export function members(bases: ApiPath | readonly ApiPath[], names: string): readonly ApiPath[] {
  const list = typeof bases === 'string' ? [bases] : bases;
  const words = names.trim().split(/\s+/);
  return list.flatMap((base) => words.map((word): ApiPath => (base.endsWith('#') ? `${base}${word}` : `${base}.${word}`)));
}

/** A table that says the same of every path. */
export function each<T>(paths: readonly ApiPath[], value: T): Readonly<Record<ApiPath, T>> {
  return Object.fromEntries(paths.map((path) => [path, value]));
}
