import type { Endpoint, Trigger } from '../model/endpoint';
import type { Assurance, Finding, Severity, Verdict } from '../model/finding';
import type { Guard } from '../model/access';
import type { EndpointFacts } from '../model/rule';
import type { ManifestProblem, Schedule } from '../model/adapters';
import type { Uri } from '../model/source';
import type { PartialSettings } from './settings';

/** What a user can set; the same object for editor and command line. */
export interface Settings {
  readonly profile: 'recommended' | 'strict';
  /** Overrides by rule id. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  /** Globs relative to a root; empty `include` means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Route paths (globs) that count as cron endpoints whatever they are named. */
  readonly cron: readonly string[];
  /** Apply the rules to every endpoint. */
  readonly everyEndpoint: boolean;
  /** What differs in parts of the workspace; later ones win. */
  readonly scopes: readonly SettingsScope[];
}

/** Settings for a part of the workspace only. */
export interface SettingsScope {
  /** Globs of that part's files, relative to the root. */
  readonly files: readonly string[];
  /** What is given wins over the settings outside; globs in it are relative to the root, too. */
  readonly settings: PartialSettings;
}

/** Settings when nothing is configured. */
export const defaultSettings: Settings = {
  profile: 'recommended',
  severity: {},
  include: [],
  exclude: [],
  cron: [],
  everyEndpoint: false,
  scopes: [],
};

/** One endpoint with its verdict. */
export interface EndpointReport {
  readonly endpoint: Endpoint;
  readonly triggers: readonly Trigger[];
  readonly verdict: Verdict;
  readonly assurance: Assurance;
  readonly guards: readonly Guard[];
  /** Indices into the report's findings. */
  readonly findings: readonly number[];
  /** Everything that is known of it; explanations are made from it. */
  readonly facts?: EndpointFacts;
}

/** A file that was left out of the analysis, and why. */
export interface NotAnalyzed {
  readonly uri: Uri;
  readonly reason: string;
}

/** The answer to everything: what is exposed, who calls it, and what is wrong. Deterministic order. */
export interface Report {
  readonly endpoints: readonly EndpointReport[];
  readonly findings: readonly Finding[];
  readonly problems: readonly ManifestProblem[];
  /** Everything that manifests and code schedule, also what calls nothing here; for explanations of expressions. */
  readonly schedules?: readonly Schedule[];
  readonly notAnalyzed: readonly NotAnalyzed[];
  readonly stats: { readonly filesListed: number; readonly filesParsed: number };
}

/** Structurally LSP's `CancellationToken`. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}
