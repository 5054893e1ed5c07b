import type { ManifestProblem, ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { DeclaredFact } from '../model/manifestFacts';
import { spanKey, type Snapshot, type SourceText, type Span, type Uri } from '../model/source';
import { memoized } from '../project/memoized';
import { relative, rootOf } from '../project/paths';

interface Read {
  /** The versions of all files that were read for it. */
  readonly versions: ReadonlyMap<Uri, string | undefined>;
  /** The list of files, where it was asked for. */
  readonly files: ReadonlySet<Uri> | undefined;
  readonly reading: ManifestReading;
}

/** Reads manifests again only when they, or files that they name, have changed. */
export class Manifests {
  private readonly read = new Map<string, Read>();

  constructor(private readonly schedulers: readonly SchedulerAdapter[]) {}

  /** The manifests among files, with those who read them: only their paths decide that. */
  private readonly manifestsIn = memoized((files: readonly Uri[]) =>
    memoized((roots: readonly Uri[]) =>
      files.flatMap((uri) => {
        const path = relative(rootOf(roots, uri) ?? '', uri) ?? uri;
        const readers = this.schedulers.filter(({ manifests }) => manifests?.test(path));
        return readers.length > 0 ? [{ uri, readers }] : [];
      }),
    ),
  );

  /** Every schedule, problem and fact of the manifests among the files. */
  all(snapshot: Snapshot, files: readonly Uri[]): Required<ManifestReading> {
    const facts = new Map<string, DeclaredFact>();
    const schedules: Schedule[] = [];
    const problems = new Map<string, ManifestProblem>();
    for (const { uri, readers } of this.manifestsIn(files)(snapshot.roots)) {
      for (const scheduler of readers) {
        const reading = this.one(scheduler, uri, snapshot);
        schedules.push(...reading.schedules);
        // Files of one module say the same of each other.
        for (const fact of reading.facts ?? []) facts.set(`${fact.kind} ${spanKey(placeOf(fact))}`, fact);
        for (const problem of reading.problems) problems.set(`${problem.span.uri}:${problem.span.start}:${problem.message}`, problem);
      }
    }
    return { schedules, facts: [...facts.values()], problems: [...problems.values()] };
  }

  private one(scheduler: SchedulerAdapter, uri: Uri, snapshot: Snapshot): ManifestReading {
    const source = snapshot.read(uri);
    if (!source) return { schedules: [], problems: [] };
    const key = `${scheduler.id} ${uri}`;
    const known = this.read.get(key);
    if (known && isCurrent(known, snapshot)) return known.reading;
    const asked = new AskedSnapshot(snapshot);
    const reading = scheduler.read(source, asked);
    this.read.set(key, { versions: asked.versions.set(uri, source.version), files: asked.listed, reading });
    return reading;
  }
}

function isCurrent({ versions, files }: Read, snapshot: Snapshot): boolean {
  if (files && files !== snapshot.files) return false;
  return [...versions].every(([uri, version]) => snapshot.read(uri)?.version === version);
}

function placeOf(fact: DeclaredFact): Span {
  return fact.kind === 'connection' ? fact.credential.span : fact.span;
}

/** A snapshot that remembers what it was asked for. */
class AskedSnapshot implements Snapshot {
  readonly versions = new Map<Uri, string | undefined>();
  readonly roots: readonly Uri[];
  listed: ReadonlySet<Uri> | undefined;

  constructor(private readonly snapshot: Snapshot) {
    this.roots = snapshot.roots;
  }

  get files(): ReadonlySet<Uri> {
    return (this.listed = this.snapshot.files);
  }

  read(uri: Uri): SourceText | undefined {
    const source = this.snapshot.read(uri);
    this.versions.set(uri, source?.version);
    return source;
  }
}
