import type { Finding, Fix } from '../model/finding';
import type { Snapshot, Uri } from '../model/source';
import type { Cancellation, Report, Settings } from './report';

/** The façade of the core: give it a snapshot, ask it for a report. Holds caches; one instance a workspace. */
export interface Analyzer {
  /** Replaces the input. `changed` names the files whose text, presence or absence differs from the previous snapshot; without it everything does. */
  update(snapshot: Snapshot, changed?: readonly Uri[]): void;
  /** Everything about the whole snapshot; only what changed since the last call is analysed again. */
  report(settings: Settings, cancel?: Cancellation): Report;
  /** The edits of an offered fix, made against the current snapshot; `undefined` when it no longer applies. */
  fix(finding: Finding, id: string): Fix | undefined;
  /** Files that were asked for and are not in the snapshot's memory yet (hosts that cannot read synchronously load them and call `update`). */
  missing(): readonly Uri[];
}

/** Makes an analyzer with all registered adapters, rules and fixes. */
export function createAnalyzer(): Analyzer {
  throw new Error('not wired yet');
}
