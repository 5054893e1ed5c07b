import type { CompanionOffer } from '../model/companion';
import type { Finding } from '../model/finding';
import type { RuleMeta } from '../model/rule';
import type { Snapshot, SourceText, Span, Uri } from '../model/source';
import type { Analyzer } from './analyzer';
import { applyBaseline, baselineFile, readBaseline } from './baseline';
import { directiveRule } from './help';
import { createConfiguration, loadText } from './configuration';
import type { NotAnalyzed, Report, Settings } from './report';
import { settingsAt, severityOf } from './scopes';
import type { PartialSettings } from './settings';
import { collected } from '../project/steps';
import type { Progress } from './steps';
import { applyAllDirectives } from './suppressions';

/** Where a session's snapshots come from; hosts have it. */
export interface SnapshotSource {
  readonly root: Uri;
  readonly isChanged: boolean;
  readonly missing: readonly Uri[];
  list(): Promise<void>;
  snapshot(): Snapshot;
  takeChanged(): readonly Uri[] | undefined;
  read(uri: Uri): SourceText | undefined;
  load(uris: readonly Uri[]): Promise<void>;
  texts(): Iterable<SourceText>;
  unread(): readonly NotAnalyzed[];
}

/** What a front adds to the files of a folder. */
export interface SessionOptions {
  /** Every rule's description by id. */
  readonly rules: ReadonlyMap<string, RuleMeta>;
  /** Settings from the front; the folder's own files win over `below`, `above` wins over the files. */
  readonly below?: PartialSettings;
  readonly above?: PartialSettings;
  /** The only configuration file, and the baseline; without them those of the folder, if there are any. */
  readonly configuration?: Uri;
  readonly baseline?: Uri;
  /** `YYYY-MM-DD`, for directives that expire. */
  readonly today: string;
}

/** How a host that does other things besides goes through an analysis; without it nothing else happens until its end. */
export interface Pace {
  /** The turn of this analysis has come. */
  onStart(): void;
  /** Asked after every step: what it gives is waited for. Whatever happens to the folder meanwhile is in the report. */
  pause(): Promise<void> | undefined;
  /** Asked after every pause. */
  readonly isCancellationRequested: boolean;
  onProgress(progress: Progress): void;
}

/** A folder under analysis: the analyzer together with what it is fed with and what its findings go through. */
export interface Session {
  readonly root: Uri;
  /** Everything about the folder as it is now; `undefined` when it was cancelled. Calls wait for each other, and nothing is analysed twice. */
  report(options: SessionOptions, pace?: Pace): Promise<Report | undefined>;
  /** Whether a file is one of the folder's, as it was last listed. */
  has(uri: Uri): boolean;
  fix: Analyzer['fix'];
  /** See {@link Analyzer.companions}; files that they ask for are loaded. */
  companions(place: Span): Promise<readonly CompanionOffer[]>;
  companion: Analyzer['companion'];
  read(uri: Uri): SourceText | undefined;
}

/** Every round loads what the one before asked for; real projects need as many as their longest chain of imports. */
const mostRounds = 200;

/** How often an analysis begins anew because files changed meanwhile. The next one has no pauses, so that it ends also where they always do. */
const mostRestarts = 5;

type Run = Report | 'cancelled' | 'outdated';

/** The analyzer with the files of one folder: it is given what has changed, and the files that it asks for are loaded. */
class FedAnalyzer {
  constructor(
    readonly analyzer: Analyzer,
    private readonly source: SnapshotSource,
    private readonly onRefresh: () => void,
  ) {}

  async analyze(settings: Settings, pace: Pace | undefined): Promise<Run> {
    this.refresh();
    for (let round = 0; ; round++) {
      const report = await this.run(settings, pace);
      if (report === 'cancelled' || report === 'outdated' || !(await this.loadMissing(round))) return report;
      if (pace?.isCancellationRequested === true) return 'cancelled';
    }
  }

  async companions(place: Span): Promise<readonly CompanionOffer[]> {
    for (let round = 0; ; round++) {
      const offers = this.analyzer.companions(place);
      if (!(await this.loadMissing(round))) return offers;
    }
  }

  private async run(settings: Settings, pace: Pace | undefined): Promise<Run> {
    if (pace === undefined) return this.analyzer.report(settings);
    let report: Report | undefined;
    for (const progress of collected(this.analyzer.steps(settings), (result) => (report = result))) {
      if (progress !== undefined) pace.onProgress(progress);
      const pause = pace.pause();
      if (pause === undefined) continue;
      await pause;
      if (pace.isCancellationRequested) return 'cancelled';
      if (this.source.isChanged) return 'outdated';
    }
    return report ?? 'cancelled';
  }

  /** Gives the analyzer what has changed since it was last given anything. */
  private refresh(): void {
    const changed = this.source.takeChanged();
    this.onRefresh();
    if (changed === undefined || changed.length > 0) this.analyzer.update(this.source.snapshot(), changed);
  }

  /** Loads the files that a round of work asked for; `false` when there is nothing to do another round for. */
  private async loadMissing(round: number): Promise<boolean> {
    if (this.source.missing.length === 0 || round === mostRounds) return false;
    await this.source.load(this.source.missing);
    this.refresh();
    return true;
  }
}

/** Does work one after the other: what waits for files or pauses must find the analyzer as it left it. */
function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };
}

/** Makes the session of one folder. */
export function createSession(analyzer: Analyzer, source: SnapshotSource): Session {
  const configure = createConfiguration(source);
  const alone = oneByOne();
  let last: { readonly key: string; readonly report: Report } | undefined;
  const fed = new FedAnalyzer(analyzer, source, () => (last = undefined));
  const report = async (options: SessionOptions, pace: Pace | undefined, restarts = 0): Promise<Report | undefined> => {
    await source.list();
    const { settings, problems } = await configure(options);
    const key = JSON.stringify([settings, options.baseline, options.today]);
    if (last?.key === key && !source.isChanged) return last.report;
    const raw = await fed.analyze(settings, restarts < mostRestarts ? pace : undefined);
    if (raw === 'cancelled') return undefined;
    if (raw === 'outdated') return report(options, pace, restarts + 1);
    const findings = conclude(raw.findings, source, options, settings, await acceptedBy(options, source));
    const made: Report = {
      ...raw,
      findings,
      problems: [...problems, ...raw.problems],
      notAnalyzed: merge(raw.notAnalyzed, source.unread()),
    };
    last = source.isChanged ? undefined : { key, report: made };
    return made;
  };
  return {
    root: source.root,
    read: (uri) => source.read(uri),
    has: (uri) => source.snapshot().files.has(uri),
    fix: (finding, id, created) => analyzer.fix(finding, id, created),
    companions: (place) => alone(() => fed.companions(place)),
    companion: (offer) => analyzer.companion(offer),
    report: (options, pace) =>
      alone(() => {
        pace?.onStart();
        return report(options, pace);
      }),
  };
}

/** The baseline, if there is one. */
async function acceptedBy({ baseline }: SessionOptions, source: SnapshotSource): Promise<SourceText | undefined> {
  const accepted = baseline ?? `${source.root}/${baselineFile}`;
  return baseline !== undefined || source.snapshot().files.has(accepted) ? loadText(source, accepted) : undefined;
}

/** What becomes of the analyzer's findings: directives and the baseline suppress, incomplete directives are reported. */
function conclude(
  findings: readonly Finding[],
  source: SnapshotSource,
  options: SessionOptions,
  settings: Settings,
  baseline: SourceText | undefined,
): readonly Finding[] {
  const settingsOf = (uri: Uri): Settings => settingsAt(settings, uri, source.root);
  const judged = applyAllDirectives(source.texts(), findings, {
    today: options.today,
    isRule: (id) => options.rules.has(id),
    isOn: (id, uri) => severityOf(id, options.rules.get(id), settingsOf(uri)) !== 'off',
  }).flatMap((finding) => {
    if (finding.rule !== directiveRule) return [finding];
    const own = settingsOf(finding.span.uri).severity[directiveRule] ?? 'information';
    return own === 'off' ? [] : [{ ...finding, severity: own }];
  });
  const fingerprints = baseline === undefined ? undefined : readBaseline(baseline.text);
  return fingerprints === undefined ? judged : applyBaseline(judged, fingerprints);
}

function merge(a: readonly NotAnalyzed[], b: readonly NotAnalyzed[]): readonly NotAnalyzed[] {
  const byUri = new Map([...b, ...a].map((entry) => [entry.uri, entry]));
  return [...byUri.values()].toSorted((x, y) => (x.uri < y.uri ? -1 : 1));
}
