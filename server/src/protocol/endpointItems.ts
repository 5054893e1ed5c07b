import type { Report } from '../engine/report';
import { knownSchedulerName, scheduleInWords } from '../engine/scheduleWords';
import type { Trigger } from '../model/endpoint';
import type { Verdict } from '../model/finding';
import { guardInWords } from '../model/stations';
import type { EndpointItem, Status } from './messages';
import type { Positions } from './positions';

/** Counts the endpoints of several reports by verdict. */
export function countsOf(reports: readonly Report[]): Pick<Status, 'endpoints' | 'unverified' | 'weak'> {
  const endpoints = reports.flatMap((report) => report.endpoints);
  const count = (verdict: Verdict): number => endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  return { endpoints: endpoints.length, unverified: count('unverified'), weak: count('weak') };
}

/** The endpoints of one folder for the client. */
export function endpointItems(report: Report, positions: Positions, now: Date): readonly EndpointItem[] {
  return report.endpoints.map(({ endpoint, triggers, verdict, assurance, guards, findings }) => ({
    id: endpoint.id,
    name: endpoint.name,
    methods: endpoint.methods,
    path: endpoint.path,
    framework: endpoint.framework,
    verdict,
    assurance,
    location: positions.location(endpoint.declaration),
    handler: positions.location(endpoint.site?.function ?? endpoint.declaration),
    guards: guards.map((guard) => ({ words: guardInWords(guard), location: positions.location(guard.span) })),
    triggers: triggers.map((trigger) => ({
      scheduler: trigger.scheduler,
      schedulerName: knownSchedulerName(trigger.scheduler) ?? null,
      ...scheduleOf(trigger, now),
      schedule: trigger.schedule ?? null,
      timezone: trigger.timezone ?? null,
      evidence: trigger.evidence,
      location: positions.location(trigger.declaredAt),
    })),
    rules: [...new Set(findings.flatMap((index) => report.findings[index]?.rule ?? []))],
  }));
}

function scheduleOf(trigger: Trigger, now: Date): { readonly words: string | null; readonly next: string | null } {
  if (trigger.schedule === undefined) return { words: null, next: null };
  const { words, next } = scheduleInWords({ ...trigger, schedule: trigger.schedule }, now, 1);
  return { words: words ?? null, next: next[0] ?? null };
}
