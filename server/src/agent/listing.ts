import type { EndpointReport } from '../engine/report';
import type { Finding } from '../model/finding';
import type { Project, ToolAnswer } from './project';
import { locate } from './project';
import type { ToolInput } from './tools';

/** Every scheduled endpoint, or those with one verdict. */
export function listEndpoints(projects: readonly Project[], { verdict }: ToolInput): ToolAnswer {
  const endpoints = projects.flatMap((project) =>
    project.report.endpoints.filter((one) => verdict === undefined || one.verdict === verdict).map((one) => endpointFacts(one, project)),
  );
  return { text: json({ endpoints }) };
}

/** The open findings of one file, or of all, with the verdicts they lead to. */
export function verify(projects: readonly Project[], { file }: ToolInput): ToolAnswer {
  const place = file === undefined ? undefined : locate(projects, file);
  if (place && 'problem' in place) return place;
  const asked = place === undefined ? projects : [place.project];
  const concerned = asked.map((project) => ({
    project,
    endpoints: project.report.endpoints.filter(({ endpoint }) => place === undefined || endpoint.uri === place.uri),
  }));
  const findings = concerned.flatMap(({ project, endpoints }) =>
    project.report.findings
      .filter((finding) => finding.suppressed === undefined)
      .filter(
        (finding) =>
          place === undefined ||
          finding.span.uri === place.uri ||
          endpoints.some(({ endpoint }) => finding.endpoints.includes(endpoint.id)),
      )
      .map((finding) => findingFacts(finding, project)),
  );
  const verdicts = concerned.flatMap(({ endpoints }) => endpoints.map(({ verdict }) => verdict));
  const verified = verdicts.filter((verdict) => verdict === 'verified').length;
  return { text: json({ endpoints: verdicts.length, verified, findings }) };
}

/** A finding as agents see it: the place, what is wrong, the path, and the fixes that `propose_fix` can make. */
function findingFacts(finding: Finding, { places }: Project) {
  const { file, line, column } = places.of(finding.span);
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    file,
    line,
    column,
    path: finding.path.map(({ span, message }) => ({ file: places.of(span).file, line: places.of(span).line, message })),
    fixes: finding.fixes.map(({ id, title, preferred }) => ({ id, title, preferred })),
  };
}

/** JSON as it reads best in a conversation. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}

function endpointFacts({ endpoint, triggers, verdict, assurance, findings }: EndpointReport, { places, report }: Project) {
  const { file, line } = places.of(endpoint.declaration);
  return {
    endpoint: `${endpoint.methods.length === 0 ? 'ALL' : endpoint.methods.join(',')} ${endpoint.path}`,
    file,
    line,
    framework: endpoint.framework,
    verdict,
    assurance,
    schedulers: triggers.map(({ scheduler, schedule, evidence }) => ({ scheduler, schedule, evidence })),
    rules: [...new Set(findings.flatMap((index) => report.findings[index]?.rule ?? []))],
  };
}
