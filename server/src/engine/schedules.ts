import type { ManifestProblem, ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { DeclaredFact } from '../model/manifestFacts';
import type { Snapshot, Uri } from '../model/source';
import { relative, rootOf } from '../project/paths';

interface Read {
  readonly version: string;
  readonly reading: ManifestReading;
}

/** Reads manifests once a version. */
export class Manifests {
  private readonly read = new Map<string, Read>();

  constructor(private readonly schedulers: readonly SchedulerAdapter[]) {}

  /** Every schedule, problem and fact of the manifests among the files. */
  all(snapshot: Snapshot, files: Iterable<Uri>): Required<ManifestReading> {
    const facts: DeclaredFact[] = [];
    const schedules: Schedule[] = [];
    const problems = new Map<string, ManifestProblem>();
    for (const uri of files) {
      const path = relative(rootOf(snapshot.roots, uri) ?? '', uri) ?? uri;
      for (const scheduler of this.schedulers) {
        if (!scheduler.manifests?.test(path)) continue;
        const reading = this.one(scheduler, uri, snapshot);
        schedules.push(...reading.schedules);
        facts.push(...(reading.facts ?? []));
        for (const problem of reading.problems) problems.set(`${problem.span.uri}:${problem.span.start}:${problem.message}`, problem);
      }
    }
    return { schedules, facts, problems: [...problems.values()] };
  }

  private one(scheduler: SchedulerAdapter, uri: Uri, snapshot: Snapshot): ManifestReading {
    const source = snapshot.read(uri);
    if (!source) return { schedules: [], problems: [] };
    const key = `${scheduler.id} ${uri}`;
    const known = this.read.get(key);
    if (known?.version === source.version) return known.reading;
    const reading = scheduler.read(source, snapshot);
    this.read.set(key, { version: source.version, reading });
    return reading;
  }
}
