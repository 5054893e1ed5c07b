import type { Location } from 'vscode-languageserver';
import type { EndpointReport, Report } from '../engine/report';
import { scheduleInWords, schedulerName } from '../engine/scheduleWords';
import type { Trigger } from '../model/endpoint';
import { guardInWords } from '../model/stations';
import type { Judgement, Outcome } from '../probe/run';
import type { Positions } from './positions';

/** Notification to the client after every analysis. */
export const statusNotification = 'zeroTrustCron/status';

/** Request from the client: every cron endpoint with its verdict. */
export const endpointsRequest = 'zeroTrustCron/endpoints';

/** Request from the client: how the verdicts of what is declared at, or passes, a position were reached. */
export const explainRequest = 'zeroTrustCron/explain';

/** Request from the client: sends an endpoint of a running server the requests that it must refuse. */
export const probeRequest = 'zeroTrustCron/probe';

/** Request from the client: a question of a language model; parameters are the name of a tool and its arguments. */
export const toolRequest = 'zeroTrustCron/tool';

/** How one verdict was reached. */
export interface Explanation {
  /** `GET /api/cron/sync` */
  readonly title: string;
  readonly verdict: EndpointReport['verdict'];
  /** What the command line tool prints. */
  readonly text: string;
  /** The access graph; absent where the code could not be followed. */
  readonly picture: { readonly svg: string; readonly summary: string; readonly places: readonly Location[] } | null;
}

/** Which endpoint is probed, and where. */
export interface ProbeParams {
  /** The file of the endpoint's declaration. */
  readonly uri: string;
  readonly id: string;
  readonly baseUrl: string;
  /** Hosts that may be probed besides this machine. */
  readonly allowedHosts: readonly string[];
}

/** What the probe showed, or why there was none. */
export type ProbeAnswer =
  | { readonly problem: string }
  | {
      readonly outcome: Outcome;
      /** The requests in words, each with what became of it. */
      readonly requests: readonly { readonly judgement: Judgement; readonly words: string }[];
    };

/** Notification to the client: the answer to {@link endpointsRequest} may be another one now. */
export const endpointsChangedNotification = 'zeroTrustCron/endpointsChanged';

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
    /** The scheduler as its makers call it. */
    readonly schedulerName: string;
    readonly schedule: string | null;
    /** The schedule for people; `null` when it cannot be read. */
    readonly words: string | null;
    /** The next run with its time zone; `null` when it is not known. */
    readonly next: string | null;
    readonly timezone: string | null;
    readonly evidence: string;
    readonly location: Location;
  }[];
  /** The function that does the work; the declaration where it could not be found. */
  readonly handler: Location;
  readonly guards: readonly { readonly words: string; readonly location: Location }[];
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
      schedulerName: schedulerName(trigger.scheduler),
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
