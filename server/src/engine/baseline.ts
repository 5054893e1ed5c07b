import { parse } from 'jsonc-parser';
import type { Finding } from '../model/finding';
import type { Uri } from '../model/source';

/** The baseline that is used without being asked for, beside the configuration file. */
export const baselineFile = 'zero-trust-cron-baseline.json';

/** Fingerprints of findings that were there when the tool was adopted; `undefined` when the text is no baseline. */
export function readBaseline(text: string): ReadonlySet<string> | undefined {
  const value: unknown = parse(text);
  if (typeof value !== 'object' || value === null || !('findings' in value) || !Array.isArray(value.findings)) return undefined;
  const entries: readonly unknown[] = value.findings;
  return new Set(
    entries.flatMap((entry) =>
      typeof entry === 'object' && entry !== null && 'fingerprint' in entry && typeof entry.fingerprint === 'string'
        ? [entry.fingerprint]
        : [],
    ),
  );
}

/** The baseline of findings as text: one line a finding, in an order that keeps differences small. */
export function writeBaseline(findings: readonly Finding[], relative: (uri: Uri) => string): string {
  const lines = findings
    .filter(belongs)
    .map((finding) => JSON.stringify({ rule: finding.rule, file: relative(finding.span.uri), fingerprint: finding.fingerprint }))
    .toSorted();
  const unique = [...new Set(lines)].map((line) => `    ${line}`).join(',\n');
  return `{\n  "version": 1,\n  "findings": [${unique === '' ? '' : `\n${unique}\n  `}]\n}\n`;
}

/** Marks findings that are in a baseline. */
export function applyBaseline(findings: readonly Finding[], baseline: ReadonlySet<string>): readonly Finding[] {
  return findings.map((finding) =>
    belongs(finding) && baseline.has(finding.fingerprint) ? { ...finding, suppressed: 'baseline' } : finding,
  );
}

/** What a developer already gave a reason for needs no baseline, and what is only information never fails a build. */
function belongs(finding: Finding): boolean {
  return finding.severity !== 'information' && (finding.suppressed === undefined || finding.suppressed === 'baseline');
}
