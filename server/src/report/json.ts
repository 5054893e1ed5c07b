import { directiveRule, helpUri } from '../engine/help';
import type { EndpointReport } from '../engine/report';
import { assurance as assuranceOf } from '../engine/verdict';
import type { Trigger } from '../model/endpoint';
import type { Finding } from '../model/finding';
import type { ReportInput } from './input';

/** The name other tools know this one by. */
export const toolName = 'zero-trust-cron';

/** The machine-readable report, version 1: one JSON document. */
export function jsonReport(input: ReportInput): string {
  const { report, version, milliseconds, peakRssMegabytes } = input;
  const document = {
    version: 1,
    tool: { name: toolName, version },
    endpoints: report.endpoints.map((endpoint) => endpointJson(endpoint, input)),
    findings: report.findings.map((finding) => findingJson(finding, input)),
    notAnalyzed: notAnalyzed(input),
    stats: {
      ...report.stats,
      endpoints: report.endpoints.length,
      milliseconds: Math.round(milliseconds),
      peakRssMegabytes: Math.round(peakRssMegabytes),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The inventory alone, in the same shape as in the whole report. */
export function endpointsJson(input: ReportInput): string {
  const endpoints = input.report.endpoints.map((endpoint) => {
    const rules = endpoint.findings.flatMap((index) => input.report.findings[index]?.rule ?? []);
    return { ...endpointJson(endpoint, input), findings: undefined, rules: [...new Set(rules)] };
  });
  return `${JSON.stringify({ version: 1, tool: { name: toolName, version: input.version }, endpoints }, null, 2)}\n`;
}

/** Files that were left out, manifests that could only be read in part, and what is told of a manifest. */
export function notAnalyzed(input: ReportInput): readonly { readonly file: string; readonly reason: string }[] {
  return remarks(input).map(({ file, reason }) => ({ file, reason }));
}

/** The same for people, each with what it is: not everything that is told of a manifest hinders its analysis. */
export function remarks({ report, places }: ReportInput): readonly Remark[] {
  const problems = report.problems.map(({ span, message, severity }): Remark => {
    const place = places.of(span);
    return { title: severity ?? 'not analysed', file: place.file, reason: `Line ${place.line}: ${message}` };
  });
  const left = report.notAnalyzed.map(({ uri, reason }): Remark => ({ title: 'not analysed', file: places.relative(uri), reason }));
  return [...left, ...problems];
}

interface Remark {
  readonly title: 'not analysed' | 'information';
  readonly file: string;
  readonly reason: string;
}

/** A rule's number in the Common Weakness Enumeration, as its identifier; `undefined` for findings about directives. */
export function cweOf(rule: string, { rules }: Pick<ReportInput, 'rules'>): string | undefined {
  const meta = rules.get(rule);
  return meta === undefined || rule === directiveRule ? undefined : `CWE-${meta.cwe}`;
}

function endpointJson({ endpoint, triggers, verdict, assurance, guards, findings }: EndpointReport, { places }: ReportInput) {
  const { file, line, column } = places.of(endpoint.declaration);
  return {
    id: endpoint.id,
    file,
    line,
    column,
    name: endpoint.name,
    methods: endpoint.methods,
    path: endpoint.path,
    framework: endpoint.framework,
    triggers: triggers.map((trigger) => triggerJson(trigger, places.of(trigger.declaredAt))),
    verdict,
    assurance,
    guards: guards.map((guard) => {
      const place = places.of(guard.span);
      return {
        file: place.file,
        line: place.line,
        kind: assuranceOf([guard], 'verified', []),
      };
    }),
    findings,
  };
}

function triggerJson({ scheduler, schedule, timezone, evidence }: Trigger, place: { readonly file: string; readonly line: number }) {
  return { scheduler, schedule: schedule ?? null, timezone: timezone ?? null, evidence, file: place.file, line: place.line };
}

function findingJson(finding: Finding, input: ReportInput) {
  const { rule, severity, confidence, message, fingerprint, endpoints, suppressed } = finding;
  return {
    rule,
    severity,
    confidence,
    message,
    ...input.places.of(finding.span),
    cwe: cweOf(rule, input) ?? null,
    helpUri: helpUri(rule),
    fingerprint,
    endpoints,
    path: finding.path.map((station) => {
      const { file, line, column } = input.places.of(station.span);
      return {
        file,
        line,
        column,
        message: station.message,
      };
    }),
    fixes: finding.fixes.map(({ id, title, safe }) => ({
      id,
      title,
      safe,
    })),
    suppressed: suppressed ?? null,
  };
}
