import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { helpUri } from '../engine/help';
import type { Report } from '../engine/report';
import type { Finding, Severity } from '../model/finding';
import type { Uri } from '../model/source';
import type { Positions } from './positions';

/** Where all diagnostics come from. */
export const diagnosticSource = 'zero-trust-cron';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Files that a report has something to say about. */
export function reportedFiles(report: Report): ReadonlySet<Uri> {
  return new Set([
    ...report.findings.filter(isShown).map((finding) => finding.span.uri),
    ...report.problems.map((problem) => problem.span.uri),
    ...report.notAnalyzed.map((entry) => entry.uri),
  ]);
}

/** The diagnostics of one file: findings, problems of a manifest, and that it was left out of the analysis. */
export function diagnosticsOf(report: Report, uri: Uri, positions: Positions): readonly Diagnostic[] {
  return [
    ...report.findings
      .filter((finding) => finding.span.uri === uri && isShown(finding))
      .map((finding) => findingDiagnostic(finding, positions)),
    ...report.problems
      .filter((problem) => problem.span.uri === uri)
      .map((problem) => ({
        range: positions.range(problem.span),
        severity: severities[problem.severity ?? 'warning'],
        source: diagnosticSource,
        message: problem.message,
      })),
    ...report.notAnalyzed
      .filter((entry) => entry.uri === uri)
      .map((entry) => ({
        range: positions.range({ uri, start: 0, end: 0 }),
        severity: DiagnosticSeverity.Information,
        source: diagnosticSource,
        message: `The file is not analysed. ${entry.reason}`,
      })),
  ];
}

/** Whether a finding is a diagnostic: what a developer gave a reason for is not. */
export function isShown(finding: Finding): boolean {
  return finding.suppressed === undefined || finding.suppressed === 'baseline';
}

/** A finding as the editor shows it; what the baseline has is information. */
export function findingDiagnostic(finding: Finding, positions: Positions): Diagnostic {
  return {
    range: positions.range(finding.span),
    severity: finding.suppressed === 'baseline' ? DiagnosticSeverity.Information : severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: helpUri(finding.rule) },
    source: diagnosticSource,
    message: finding.message,
    relatedInformation: finding.path.map((station) => ({ location: positions.location(station.span), message: station.message })),
    data: { fingerprint: finding.fingerprint },
  };
}

/** Equal for equal diagnostics: the result id of the pull protocol. */
export function resultId(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${diagnostics.length}-${text.length}-${(hash >>> 0).toString(16)}`;
}
