import { addressesIn } from '../discovery/routeFiles';
import { folderOf, isAround } from '../discovery/triggers';
import type { AddressConvention, Rewrite } from '../model/addresses';
import type { FrameworkAdapter, Schedule } from '../model/adapters';
import type { ReachedPath } from '../model/scheduling';
import type { Uri } from '../model/source';
import { memoized } from '../project/memoized';
import { basename } from '../project/paths';
import { parseTarget } from '../project/routePath';
import type { Program } from '../project/program';
import { rewritten } from '../project/rewrites';

interface Application {
  readonly folder: Uri;
  readonly rewrites: readonly Rewrite[];
}

/** Tells schedules where rewrites of the workspace's applications lead them; a schedule stays the same object as long as that does. */
export class Addresses {
  private known = new WeakMap<Schedule, Schedule>();
  /** The applications that what is known is about. */
  private before: readonly Application[] = [];
  /** Every end of a path of a file with addresses, with the ways to read it, by the name of the file. */
  private readonly conventions = new Map<string, (readonly [end: string, AddressConvention])[]>();

  constructor(frameworks: readonly FrameworkAdapter[]) {
    const all = new Set(frameworks.flatMap(({ addresses = [] }) => addresses));
    for (const convention of all)
      for (const file of convention.files) {
        const known = this.conventions.get(basename(file)) ?? [];
        this.conventions.set(basename(file), [...known, [`/${file}`, convention]]);
      }
  }

  /** The schedules, each with the paths that it reaches besides its own target. */
  followed(schedules: readonly Schedule[], program: Program, files: readonly Uri[]): readonly Schedule[] {
    const applications = schedules.length === 0 ? [] : this.applications(program, files);
    if (!sameApplications(applications, this.before)) this.known = new WeakMap();
    this.before = applications;
    return applications.length === 0 ? schedules : schedules.map((schedule) => this.one(schedule, applications));
  }

  private one(schedule: Schedule, applications: readonly Application[]): Schedule {
    let followed = this.known.get(schedule);
    if (!followed) {
      const reaches = reached(schedule, applications);
      this.known.set(schedule, (followed = reaches.length === 0 ? schedule : { ...schedule, reaches }));
    }
    return followed;
  }

  private applications(program: Program, files: readonly Uri[]): readonly Application[] {
    return this.named(files).flatMap(({ uri, folder, convention }) => {
      const { rewrites } = addressesIn(program, uri, convention);
      return rewrites.length > 0 ? [{ folder, rewrites }] : [];
    });
  }

  /** The files with addresses among files. */
  private readonly named = memoized((files: readonly Uri[]) =>
    files.flatMap((uri) =>
      (this.conventions.get(basename(uri)) ?? []).flatMap(([end, convention]) =>
        uri.endsWith(end) ? [{ uri, folder: uri.slice(0, -end.length), convention }] : [],
      ),
    ),
  );
}

/** Whether the rewrites are those of before: what a file says is the same object as long as its text is. */
function sameApplications(a: readonly Application[], b: readonly Application[]): boolean {
  return a.length === b.length && a.every(({ folder, rewrites }, index) => folder === b[index]?.folder && rewrites === b[index].rewrites);
}

/** Where a schedule is led to. A mere path is one of the manifest's own application. */
function reached(schedule: Schedule, applications: readonly Application[]): readonly ReachedPath[] {
  if (schedule.private || schedule.file !== undefined) return [];
  const { host, unknownBase, segments } = parseTarget(schedule.target);
  const isPath = host === undefined && !unknownBase;
  const path = `/${segments.map((segment) => segment ?? '{_}').join('/')}`;
  return applications
    .filter(({ folder }) => !isPath || isAround(folder, folderOf(schedule)))
    .flatMap(({ folder, rewrites }) =>
      rewrites.flatMap((rewrite) => {
        const served = rewrite.isConditional ? undefined : rewritten(rewrite, path);
        return !served || served.target === path ? [] : [{ folder, ...served }];
      }),
    );
}
