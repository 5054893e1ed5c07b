import { compilePathPattern } from './pathPattern';
import { routeSamples } from './routeSamples';

/** Whether the framework runs something for a route: always, never, or only if the caller's request says so. */
export type Coverage = 'yes' | 'no' | 'caller-decides';

/**
 * Whether a Next.js `middleware` or `proxy` file runs for a route, by its statically read `config`: without a `matcher` for every request;
 * with one for paths that a pattern matches; `has` and `missing` let the caller decide. Patterns are case-sensitive like the routes.
 */
export function nextMatcherCovers(routePath: string, config: unknown): Coverage {
  const matcher = member(config, 'matcher');
  if (matcher === undefined) return 'yes';
  const entries = Array.isArray(matcher) ? matcher : [matcher];
  const paths = routeSamples(routePath);
  const covered = paths.map((path) => strongest(entries.map((entry) => entryCovers(path, entry))));
  if (covered.every((coverage) => coverage === 'yes')) return 'yes';
  return covered.every((coverage) => coverage === 'no') ? 'no' : 'caller-decides';
}

function entryCovers(path: string, entry: unknown): Coverage {
  const source = typeof entry === 'string' ? entry : member(entry, 'source');
  if (typeof source !== 'string' || !compilePathPattern(source)?.test(path)) return 'no';
  return isConditional(entry, 'has') || isConditional(entry, 'missing') ? 'caller-decides' : 'yes';
}

function isConditional(entry: unknown, key: string): boolean {
  const conditions = member(entry, key);
  return conditions !== undefined && !(Array.isArray(conditions) && conditions.length === 0);
}

function strongest(coverages: readonly Coverage[]): Coverage {
  if (coverages.includes('yes')) return 'yes';
  return coverages.includes('caller-decides') ? 'caller-decides' : 'no';
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
