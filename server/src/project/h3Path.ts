import { compileSafely, escapeRegExp } from './pathPattern';
import { routeSamples } from './routeSamples';

/** Whether a path of h3 version 2 covers every request to a route: `**` stands for everything below, `*` and `:id` for one segment. */
export function h3PathCovers(pattern: string, routePath: string): boolean {
  const source = pattern
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) =>
      segment.startsWith('**') ? '(?:/.*)?' : segment === '*' || segment.startsWith(':') ? '/[^/]+' : `/${escapeRegExp(segment)}`,
    )
    .join('');
  const compiled = compileSafely(`^${source || '/?'}$`, '');
  return compiled !== undefined && routeSamples(routePath).every((path) => compiled.test(path));
}
