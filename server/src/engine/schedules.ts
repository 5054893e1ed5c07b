import type { ManifestProblem, ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { DeclaredFact } from '../model/manifestFacts';
import type { Snapshot, Uri } from '../model/source';
import { relative, rootOf } from '../project/paths';

interface Read {
  /** Of everything that was looked at. */
  readonly versions: ReadonlyMap<Uri, string | undefined>;
  readonly reading: ManifestReading;
}

/** Reads manifests once, as long as nothing changes that reading them looked at. */
export class Manifests {
  private readonly read = new Map<string, Read>();
  private readonly readers = new Map<string, readonly SchedulerAdapter[]>();

  constructor(private readonly schedulers: readonly SchedulerAdapter[]) {}

  /** Every schedule, problem and fact of the manifests among the files. */
  all(snapshot: Snapshot, files: Iterable<Uri>): Required<ManifestReading> {
    const facts: DeclaredFact[] = [];
    const schedules: Schedule[] = [];
    const problems = new Map<string, ManifestProblem>();
    for (const uri of files) {
      for (const scheduler of this.readersOf(relative(rootOf(snapshot.roots, uri) ?? '', uri) ?? uri)) {
        const reading = this.one(scheduler, uri, snapshot);
        schedules.push(...reading.schedules);
        facts.push(...(reading.facts ?? []));
        for (const problem of reading.problems) problems.set(`${problem.span.uri}:${problem.span.start}:${problem.message}`, problem);
      }
    }
    return { schedules, facts, problems: [...problems.values()] };
  }

  private readersOf(path: string): readonly SchedulerAdapter[] {
    let found = this.readers.get(path);
    if (!found) this.readers.set(path, (found = this.schedulers.filter(({ manifests }) => manifests?.test(path))));
    return found;
  }

  private one(scheduler: SchedulerAdapter, uri: Uri, snapshot: Snapshot): ManifestReading {
    const source = snapshot.read(uri);
    if (!source) return { schedules: [], problems: [] };
    const key = `${scheduler.id} ${uri}`;
    const known = this.read.get(key);
    if (known && [...known.versions].every(([other, version]) => snapshot.read(other)?.version === version)) return known.reading;
    const versions = new Map<Uri, string | undefined>([[uri, source.version]]);
    const reading = scheduler.read(source, {
      ...snapshot,
      read: (other) => {
        const found = snapshot.read(other);
        versions.set(other, found?.version);
        return found;
      },
    });
    this.read.set(key, { versions, reading });
    return reading;
  }
}
