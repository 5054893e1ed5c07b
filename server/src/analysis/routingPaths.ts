import type { RouterConvention } from '../model/routers';
import type { Value } from './value';

/** The paths that an argument of a registration names; `undefined` stands for one that is not known. */
export function routePaths(value: Value): readonly (string | undefined)[] {
  if (value.kind === 'array') return value.items.flatMap(routePaths);
  if (value.kind === 'regexp') return [`/${value.source}/${value.flags}`];
  return [pathText(value)];
}

function pathText(value: Value): string | undefined {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? value.value : undefined;
    case 'env':
      return value.fallback ? pathText(value.fallback) : undefined;
    case 'text': {
      const parts = value.parts.map(pathText);
      // A prefix that is not known may be empty; anything else that is not known stands for one segment.
      return parts.every((part) => part === undefined)
        ? undefined
        : parts.map((part, index) => part ?? (index === 0 ? '' : ':unknown')).join('');
    }
    default:
      return undefined;
  }
}

/** The prefix among the options that a router is made with. */
export function prefixIn({ prefixOption }: RouterConvention, options: Value | undefined): string | undefined {
  const prefix = prefixOption !== undefined && options?.kind === 'object' ? options.fields.get(prefixOption) : undefined;
  return prefix && routePaths(prefix)[0];
}

/** What options given with a plugin, or beside it, put before its paths. */
export function pluginPrefixIn({ pluginPrefix }: RouterConvention, options: Value | undefined): string {
  const prefix = pluginPrefix && fieldAt(options, pluginPrefix);
  return (prefix && routePaths(prefix)[0]) ?? '';
}

/** What an object holds at a property path. */
export function fieldAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((found, name) => (found?.kind === 'object' ? found.fields.get(name) : undefined), value);
}
