import type { ApiPath } from './adapters';

const call = String.raw`\((?:\*)?\)`;
const name = String.raw`(?:[A-Za-z_$][\w$]*|\*\*?)`;
const path = new RegExp(String.raw`^[^#\s]+#(?:${name})?(?:${call})*(?:\.${name}(?:${call})*)*$`);

/** Whether a text follows the grammar of {@link ApiPath}; `(*)` is a call whose first argument names what is read. */
export function isApiPath(text: string): text is ApiPath {
  return path.test(text) && !text.includes('#.');
}

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
