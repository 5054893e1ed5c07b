import picomatch from 'picomatch';

const cache = new Map<string, (path: string) => boolean>();

/** Whether any of the glob patterns matches a path; a pattern that cannot be read matches nothing. */
export function matchesGlob(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => compiled(pattern)(path));
}

function compiled(pattern: string): (path: string) => boolean {
  let matcher = cache.get(pattern);
  if (!matcher) {
    try {
      matcher = picomatch(pattern, { dot: true });
    } catch {
      matcher = () => false;
    }
    cache.set(pattern, matcher);
  }
  return matcher;
}
