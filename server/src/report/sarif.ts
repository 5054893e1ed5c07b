import type { Location, Log, ReportingDescriptor, Result, ToolComponent } from 'sarif';
import { helpUri } from '../engine/help';
import type { Finding, Severity } from '../model/finding';
import type { RuleMeta } from '../model/rule';
import type { Span } from '../model/source';
import type { ReportInput } from './input';
import { notAnalyzed, toolName } from './json';

const levels: Readonly<Record<Severity, Result.level>> = { error: 'error', warning: 'warning', information: 'note' };

/** The Common Weakness Enumeration, as the run refers to it. */
const weaknesses = { name: 'CWE', index: 0 } as const;

/** The report in the Static Analysis Results Interchange Format 2.1.0. */
export function sarifReport(input: ReportInput): string {
  const ids = [...new Set([...input.rules.keys(), ...input.report.findings.map((finding) => finding.rule)])].toSorted();
  const left = notAnalyzed(input);
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: toolName,
            version: input.version,
            semanticVersion: input.version,
            rules: ids.map((id) => ruleDescriptor(id, input.rules.get(id))),
            supportedTaxonomies: [weaknesses],
          },
        },
        taxonomies: [taxonomy([...input.rules.values()])],
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: left.map(({ file, reason }) => ({
              level: 'warning',
              message: { text: reason },
              locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The folder that was checked.' } } },
        results: input.report.findings.map((finding) => result(finding, ids.indexOf(finding.rule), input)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The weaknesses that rules look for, as far as the log refers to them. */
function taxonomy(rules: readonly RuleMeta[]): ToolComponent {
  const numbers = [...new Set(rules.map(({ cwe }) => cwe))].toSorted((a, b) => a - b);
  return {
    name: weaknesses.name,
    organization: 'MITRE',
    informationUri: 'https://cwe.mitre.org/',
    shortDescription: { text: 'The MITRE Common Weakness Enumeration.' },
    taxa: numbers.map((cwe) => ({ id: String(cwe), helpUri: `https://cwe.mitre.org/data/definitions/${cwe}.html` })),
  };
}

function ruleDescriptor(id: string, meta: RuleMeta | undefined): ReportingDescriptor {
  if (meta === undefined)
    return { id, helpUri: helpUri(id), shortDescription: { text: 'A suppression comment is unused, expired or incomplete.' } };
  return {
    id,
    shortDescription: { text: meta.title },
    fullDescription: { text: meta.why },
    help: { text: `${meta.why}\n\n${meta.remedy}`, markdown: `${meta.why}\n\n${meta.remedy}\n\n[${id}](${helpUri(id)})` },
    helpUri: helpUri(id),
    defaultConfiguration:
      meta.recommended === 'off' ? { enabled: false } : { level: meta.recommended === 'information' ? 'note' : meta.recommended },
    relationships: [{ target: { id: String(meta.cwe), toolComponent: weaknesses }, kinds: ['relevant'] }],
    properties: {
      tags: [
        'security',
        `external/cwe/cwe-${String(meta.cwe).padStart(3, '0')}`,
        `owasp-${meta.owasp}`,
        `nist-sp-800-207-tenet-${meta.tenet}`,
      ],
      'security-severity': meta.recommended === 'error' ? '8.0' : '5.0',
      precision: 'high',
    },
  };
}

function result(finding: Finding, ruleIndex: number, input: ReportInput): Result {
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [location(finding.span, undefined, input)],
    partialFingerprints: { 'zeroTrustCron/v1': finding.fingerprint },
    ...(finding.path.length === 0
      ? {}
      : {
          codeFlows: [
            { threadFlows: [{ locations: finding.path.map((station) => ({ location: location(station.span, station.message, input) })) }] },
          ],
        }),
    suppressions: suppressions(finding),
    properties: { confidence: finding.confidence, endpoints: finding.endpoints },
  };
}

function suppressions({ suppressed }: Finding): NonNullable<Result['suppressions']> {
  if (suppressed === undefined) return [];
  return suppressed === 'baseline'
    ? [{ kind: 'external', justification: 'It is in the baseline.' }]
    : [{ kind: 'inSource', justification: suppressed.reason }];
}

function location(span: Span, message: string | undefined, { places }: ReportInput): Location {
  const { file, line, column, endLine, endColumn } = places.of(span);
  return {
    physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, startColumn: column, endLine, endColumn } },
    ...(message === undefined ? {} : { message: { text: message } }),
  };
}

function artifact(file: string): { readonly uri: string; readonly uriBaseId: string } {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' };
}
