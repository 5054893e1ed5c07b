import type { Span, Uri } from './source';

/** How much a finding weighs. */
export type Severity = 'error' | 'warning' | 'information';

/** A replacement of characters; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A file that a fix creates. */
export interface NewFile {
  readonly uri: Uri;
  readonly text: string;
}

/** A fix as it is offered, before its edits are made. */
export interface FixOffer {
  readonly id: string;
  readonly title: string;
  /** Answers every request as before, also those of strangers; only such fixes are part of `source.fixAll`, which editors apply on save without asking. */
  readonly safe: boolean;
  /** At most one of a finding's offers is preferred. */
  readonly preferred: boolean;
}

/** A fix with its edits. */
export interface Fix extends FixOffer {
  readonly edits: readonly TextEdit[];
  readonly files: readonly NewFile[];
}

/** One station of a path: what happens there. */
export interface PathStation {
  readonly span: Span;
  readonly message: string;
}

/** Why a finding is not shown as a problem. */
export type Suppression = { readonly reason: string } | 'baseline';

/** What a rule reports, once for a place, with all endpoints it affects. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** `assumed`: it stands on something that could not be resolved. */
  readonly confidence: 'certain' | 'assumed';
  readonly span: Span;
  readonly message: string;
  readonly path: readonly PathStation[];
  /** Ids of the affected endpoints. */
  readonly endpoints: readonly string[];
  readonly fixes: readonly FixOffer[];
  /** Survives moved lines: rule, file, endpoint and the text at the place, hashed. */
  readonly fingerprint: string;
  readonly suppressed: Suppression | undefined;
}

/** How strong the weakest accepted verification is, weakest first. */
export const assuranceLevels = ['none', 'network', 'claimed', 'static-secret', 'signature', 'signed-fresh', 'identity'] as const;

/** See {@link assuranceLevels}. */
export type Assurance = (typeof assuranceLevels)[number];

/** Whether requests are verified; a pure function of the endpoint's findings. */
export type Verdict = 'verified' | 'weak' | 'unverified';
