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
