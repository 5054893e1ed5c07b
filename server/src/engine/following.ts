import type { Followed } from '../analysis/endpoint';
import type { Uri } from '../model/source';
import { relative, rootOf } from '../project/paths';
import type { Program } from '../project/program';
import type { Surveyed } from './survey';

/** Whether code at a uri that answers a path may be called by a scheduler; following it is what takes time. */
export type IsWorthFollowing = (place: { readonly uri: Uri; readonly path: string }) => boolean;

/** What the result of some work depends on: the versions of the files that it looked at. */
export type Versions = ReadonlyMap<Uri, string | undefined>;

/** What following has found, by the declaration of the endpoint. */
export type FollowedBefore<T> = Map<T, { readonly surveyed: Surveyed; readonly versions: Versions }>;

/** The versions of files that some work looked at. */
export function versionsOf(program: Program, uris: Iterable<Uri>): Versions {
  return new Map([...uris].map((uri) => [uri, program.snapshot.read(uri)?.version]));
}

/** Whether files still have the versions that some work looked at. */
export function isCurrent(program: Program, versions: Versions): boolean {
  for (const [uri, version] of versions) if (program.snapshot.read(uri)?.version !== version) return false;
  return true;
}

/** Follows an endpoint unless none of the files that were looked at the last time has changed. */
export function followOnce<T>(
  program: Program,
  before: FollowedBefore<T>,
  declared: T,
  about: Pick<Surveyed, 'packageRoot' | 'tag'>,
  follow: () => Followed,
): Surveyed {
  const known = before.get(declared);
  if (known && isCurrent(program, known.versions)) return known.surveyed;
  const { result, consulted } = program.track(follow);
  const surveyed: Surveyed = { ...result, ...about };
  before.set(declared, { surveyed, versions: versionsOf(program, consulted) });
  return surveyed;
}

/** What an endpoint is known by: the path of its file in the workspace and its name. */
export function endpointId(program: Program, uri: Uri, name: string): string {
  return `${relative(rootOf(program.snapshot.roots, uri) ?? '', uri) ?? uri}#${name}`;
}
