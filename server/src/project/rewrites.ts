import type { Rewrite } from '../model/addresses';
import { joinPaths } from './joinPaths';
import { compileSafely, pathParameters } from './pathPattern';
import { type Tree, at, items, text, walk } from './tree';

/** What is served for a path; `dispatches`: everything below a path is, so that what stands there tells paths apart, by how they were sent. */
export interface Rewritten {
  readonly target: string;
  readonly dispatches: boolean;
}

/** The path or URL that is served for a path; `undefined` where the rewrite does not apply. */
export function rewritten(rewrite: Rewrite, path: string): Rewritten | undefined {
  const target = targetFor(rewrite, path);
  return target === undefined ? undefined : { target, dispatches: target === targetFor(rewrite, `${path}/_`) };
}

function targetFor({ source, grammar, destination }: Rewrite, path: string): string | undefined {
  const values = grammar === 'path' ? pathParameters(source, path) : groupsOf(source, path);
  const target =
    values &&
    destination.replace(/(\/?)(?::(\w+)[*+?]?|(\$\w+))/g, (written, slash: string, name?: string, place?: string) => {
      const value = values.get(name ?? place ?? '');
      return value === undefined ? written : value && slash + value;
    });
  return target === '' ? '/' : target;
}

/**
 * A path that a rewrite leads to the given one, as far as that tells; what it leaves open stays a parameter. `undefined` where none is known.
 */
export function leadingTo({ source, grammar, destination }: Rewrite, path: string): string | undefined {
  const values = grammar === 'path' ? pathParameters(destination.replace(/[?#].*$/, ''), path) : undefined;
  return (
    values &&
    source.replace(
      /(\/?):(\w+)(?:\((?:[^()]|\([^()]*\))*\))?[*+?]?|(\/?)\((?:[^()]|\([^()]*\))*\)[*+?]?/g,
      (_, slash = '', name = 'any', other = '') => `${slash}${other}${values.get(name) ?? `[${name}]`}`,
    )
  );
}

function groupsOf(source: string, path: string): ReadonlyMap<string, string> | undefined {
  const found = compileSafely(`^(?:${source})$`, '')?.exec(path);
  if (!found) return undefined;
  const named = Object.entries(found.groups ?? {});
  return new Map([
    ...found.slice(1).map((value, index): [string, string] => [`$${index + 1}`, value ?? '']),
    ...named.map(([name, value]): [string, string] => [`$${name}`, value ?? '']),
  ]);
}

function asksForMore(rewrite: Tree): boolean {
  return items(at(rewrite, 'has')).some((condition) => text(at(condition, 'type')) !== 'host');
}

/** Rewrites written as `{ source, destination }` anywhere in a tree; a prefix precedes both, where they are paths. */
export function writtenRewrites(tree: Tree | undefined, prefix = ''): readonly Rewrite[] {
  const below = (path: string): string => (path.startsWith('/') ? joinPaths(prefix, path) : path);
  return [...walk(tree)].flatMap((map): readonly Rewrite[] => {
    const source = text(at(map, 'source'));
    const destination = text(at(map, 'destination'));
    return source === undefined || destination === undefined
      ? []
      : [{ source: below(source), grammar: 'path', destination: below(destination), isConditional: asksForMore(map) }];
  });
}
