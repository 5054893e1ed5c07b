import { memoizedByText } from './memoized';
import { compileSafely, escapeRegExp } from './pathPattern';
import { routeSamples } from './routeSamples';

/**
 * Whether a Hono path covers every request to a route: segments are compared with their case, `*` stands for one segment and at the end for
 * everything below (and for the path without it), `:id`, `:id?` and `:id{pattern}` for a parameter. Without a `*` only the very path is covered.
 */
export function honoPathCovers(pattern: string, routePath: string): boolean {
  const compiled = compile(pattern);
  return compiled !== undefined && routeSamples(routePath).every((path) => compiled.test(path));
}

const compile = memoizedByText((pattern) => compileSafely(`^${toSource(pattern)}$`, ''));

function toSource(pattern: string): string {
  const segments = pattern.match(/(?:\{[^}]*\}|[^/])+/g) ?? [];
  if (segments.length === 0) return '/';
  return segments
    .map((segment, index) => {
      if (segment === '*') return index === segments.length - 1 ? '(?:/.*)?' : '/[^/]+';
      const [, custom, optional] = /^:\w+(?:\{(.*)\})?(\?)?$/.exec(segment) ?? [];
      if (!segment.startsWith(':')) return `/${escapeRegExp(segment)}`;
      return optional ? '(?:/[^/]+)?' : `/${custom ?? '[^/]+'}`;
    })
    .join('');
}
