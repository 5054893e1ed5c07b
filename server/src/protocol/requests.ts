import type { Location } from 'vscode-languageserver';
import type { EndpointReport, Report } from '../engine/report';
import type { Positions } from './positions';

/** Notification to the client after every analysis. */
export const statusNotification = 'zeroTrustCron/status';

/** Request from the client: every cron endpoint with its verdict. */
export const endpointsRequest = 'zeroTrustCron/endpoints';

/** What the status item shows. */
export interface Status {
  readonly endpoints: number;
  readonly unverified: number;
  readonly weak: number;
  readonly busy: boolean;
}

/** An endpoint as clients see it. */
export interface EndpointItem {
  readonly id: string;
  readonly name: string;
  readonly methods: readonly string[];
  readonly path: string;
  readonly framework: string;
  readonly verdict: EndpointReport['verdict'];
  readonly assurance: EndpointReport['assurance'];
  readonly location: Location;
  readonly triggers: readonly {
    readonly scheduler: string;
    readonly schedule: string | null;
    readonly timezone: string | null;
    readonly evidence: string;
    readonly location: Location;
  }[];
  /** Rules that report something about it. */
  readonly rules: readonly string[];
}

/** Counts the endpoints of several reports by verdict. */
export function statusOf(reports: readonly Report[], busy: boolean): Status {
  const endpoints = reports.flatMap((report) => report.endpoints);
  const count = (verdict: EndpointReport['verdict']): number => endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  return { endpoints: endpoints.length, unverified: count('unverified'), weak: count('weak'), busy };
}

/** The endpoints of one folder for the client. */
export function endpointItems(report: Report, positions: Positions): readonly EndpointItem[] {
  return report.endpoints.map(({ endpoint, triggers, verdict, assurance, findings }) => ({
    id: endpoint.id,
    name: endpoint.name,
    methods: endpoint.methods,
    path: endpoint.path,
    framework: endpoint.framework,
    verdict,
    assurance,
    location: positions.location(endpoint.declaration),
    triggers: triggers.map((trigger) => ({
      scheduler: trigger.scheduler,
      schedule: trigger.schedule ?? null,
      timezone: trigger.timezone ?? null,
      evidence: trigger.evidence,
      location: positions.location(trigger.declaredAt),
    })),
    rules: [...new Set(findings.flatMap((index) => report.findings[index]?.rule ?? []))],
  }));
}
