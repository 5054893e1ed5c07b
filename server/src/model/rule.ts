import type { AccessGraph, BareCall, Effect, Guard, Privilege } from './access';
import type { Endpoint, Trigger } from './endpoint';
import type { PathStation, Severity } from './finding';
import type { ManifestFact } from './manifestFacts';
import type { Span } from './source';

/** Everything the analysis knows of one endpoint. Plain data: no syntax, no types of the parser. */
export interface EndpointFacts {
  readonly endpoint: Endpoint;
  readonly triggers: readonly Trigger[];
  readonly graph: AccessGraph;
  readonly guards: readonly Guard[];
  readonly effects: readonly Effect[];
  /** What could not be resolved, in words, with the place. */
  readonly unresolved: readonly PathStation[];
  /** What it has an administrator's rights for, on whatever path. */
  readonly privileges: readonly Privilege[];
  readonly bareCalls: readonly BareCall[];
}

/** The slug prefixes say what a rule is about. */
export type RuleFamily = 'path' | 'guard' | 'effect';

/** What is known of a rule without running it; documents, settings and SARIF are written from it. */
export interface RuleMeta {
  readonly family: RuleFamily;
  readonly title: string;
  readonly recommended: Severity | 'off';
  readonly strict: Severity | 'off';
  /** Number in the Common Weakness Enumeration. */
  readonly cwe: number;
  readonly owasp: `API${number}:2023`;
  /** Tenet of NIST SP 800-207 section 2.1. */
  readonly tenet: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Why it matters, one or two sentences. */
  readonly why: string;
  /** What to do, one or two sentences. */
  readonly remedy: string;
}

/** A rule's answer for one endpoint. */
export interface Violation {
  readonly span: Span;
  /** One factual sentence, no advice. */
  readonly message: string;
  readonly path: readonly PathStation[];
  readonly confidence: 'certain' | 'assumed';
  /** The guard it is about, for fixes. */
  readonly guard?: Guard;
}

/** A question asked about every cron endpoint, and of what manifests say. */
export interface Rule {
  readonly id: string;
  readonly meta: RuleMeta;
  check(facts: EndpointFacts): Iterable<Violation>;
  /** The same question of a manifest. Where it answers for an endpoint already, the endpoint's answer stands alone. */
  checkManifest?(fact: ManifestFact): Iterable<Violation>;
}
