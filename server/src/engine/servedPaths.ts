import type { ServedHandler } from '../model/serving';
import { canonicalPath } from '../project/routePath';
import type { Surveyed } from './survey';

/** A route path of a handler and how the handler sees it. */
export interface PathOf {
  readonly path: string;
  readonly seen: string;
}

/** Follows a handler along some of its paths; the endpoint is called by one of them. */
type Follow = (paths: readonly PathOf[], path: string, isOneOfMany: boolean) => Surveyed;

/** At most so many paths of one handler are told apart. */
const mostPaths = 40;

/**
 * The endpoints of one handler. One that compares the request's path has an endpoint for each path that names cron or that a schedule calls.
 * Where only what the code verifies tells that a scheduler calls it, the paths on which it does are one endpoint.
 */
export function handlerPaths(
  handler: ServedHandler,
  follow: Follow,
  { isCronPath, isCron }: { readonly isCronPath: (path: string) => boolean; readonly isCron: (surveyed: Surveyed) => boolean },
): readonly Surveyed[] {
  const hidden = handler.hidden ?? '';
  const path = canonicalPath(handler.path);
  const own: PathOf = { path, seen: path.slice(hidden.length) || '/' };
  if (!handler.dispatches) return [follow([own], own.path, false)];
  const whole = follow([{ path: own.path, seen: '/[...path]' }], own.path, false);
  const found = pathsOf(whole.paths, own, hidden);
  if (found.length === 0) return [whole];
  const all = [own, ...found.filter(({ path }) => path !== own.path)].slice(0, mostPaths);
  const cron = all.filter((one) => isCronPath(one.path)).filter((one, _, those) => !isAround(one, those));
  if (cron.length > 0) return cron.map((one) => follow([one], one.path, cron.length > 1));
  if (!isCron(whole)) return [whole];
  const verifying = all.filter((one) => isCron(follow([one], one.path, false)));
  const [first] = verifying;
  if (!first) return [whole];
  return [follow(verifying, verifying.length === 1 ? first.path : own.path, false)];
}

/** The route paths behind what the code compares; of a piece (`~heartbeat`) the place below the handler's own path is not known. */
function pathsOf(texts: readonly string[], own: PathOf, hidden: string): readonly PathOf[] {
  const seen = texts.map((text) => {
    if (!text.startsWith('~')) return text;
    const piece = text.slice(1);
    const base = fixedPart(own.seen);
    return piece.startsWith('/') ? `${base}${piece}` : `${base}/${piece}`;
  });
  return [...new Set(seen)].filter((path) => path !== '/' && path !== '').map((path) => ({ path: `${hidden}${path}`, seen: path }));
}

/** The segments before the first that is not fixed, without a slash at the end. */
function fixedPart(path: string): string {
  return path.replace(/\/[^/]*\[.*$|\/$/, '');
}

/** Whether a path stands for all below it and one of those is known. */
function isAround({ path }: PathOf, all: readonly PathOf[]): boolean {
  const start = /^(.*\/)\[+\.{3}[^/]*$/.exec(path)?.[1];
  return start !== undefined && all.some((other) => other.path !== path && other.path.startsWith(start));
}
