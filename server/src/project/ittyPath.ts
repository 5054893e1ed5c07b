import { memoizedByText } from './memoized';
import { compileSafely } from './pathPattern';
import { routeSamples } from './routeSamples';

/**
 * Whether a path of itty-router covers every request to a route: `*` stands for anything, with the slash before it also for nothing, `:id` for one
 * segment, `:id+` for several and `:id?` for one that may be missing. Slashes at the end are ignored.
 */
export function ittyPathCovers(pattern: string, routePath: string): boolean {
  const compiled = compile(pattern);
  return compiled !== undefined && routeSamples(routePath).every((path) => compiled.test(path));
}

const compile = memoizedByText((pattern) => compileSafely(`^${toSource(pattern)}/*$`, ''));

function toSource(pattern: string): string {
  const source = pattern
    .replace(/[[\]{}()|^$]/g, '\\$&')
    .replace(/\/+(\/|$)/g, '$1')
    .replace(/\./g, '\\.')
    .replace(/\/:\w+\+/g, '(?:/.*)')
    .replace(/\/:\w+(\?)?/g, (_, optional) => (optional === undefined ? '(?:/[^/]+?)' : '(?:/[^/]+?)?'));
  // A star that a parameter has put there is not one of the pattern.
  return source.replace(/(?<!\.)(\/?)\*/g, '(?:$1.*)?');
}
