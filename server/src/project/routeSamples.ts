import { memoizedByText } from './memoized';

/** Two values that no pattern is written for, so that a difference between them shows that the caller's choice decides. */
const segmentSamples = ['0', 'zq-x'];

/**
 * Request paths that a canonical route path stands for: itself when it has no parameters, else some that a caller may choose.
 * Understands `[id]`, `[...rest]`, `[[...rest]]`, `[[id]]`, `:id`, `:id?`, `*` and `*rest`.
 */
export function routeSamples(routePath: string): readonly string[] {
  return samplesOf(routePath);
}

const samplesOf = memoizedByText((routePath): readonly string[] => {
  const samples = routePath
    .split('/')
    .filter((segment) => segment !== '')
    .reduce<readonly string[]>((paths, segment) => paths.flatMap((path) => alternatives(segment).map((text) => path + text)), ['']);
  return samples.map((path) => path || '/').slice(0, 64);
});

function alternatives(segment: string): readonly string[] {
  if (/^\[\[\.\.\..+\]\]$/.test(segment)) return ['', ...segmentSamples.map((text) => `/${text}`), '/0/zq-x'];
  if (/^\[\.\.\..+\]$/.test(segment) || segment.startsWith('*')) return [...segmentSamples.map((text) => `/${text}`), '/0/zq-x'];
  if (/^(?::\w+\?|\[\[[^.\]]+\]\])$/.test(segment)) return ['', ...segmentSamples.map((text) => `/${text}`)];
  if (!/\[.+\]|:\w+/.test(segment)) return [`/${segment}`];
  return segmentSamples.map((text) => `/${segment.replace(/\[.+?\]|:\w+(?:\([^)]*\))?/g, text)}`);
}
