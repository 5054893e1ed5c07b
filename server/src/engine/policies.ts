import { namesCron } from '../discovery/cronNames';
import { isCleartext, isOwnService, servesPath } from '../discovery/targets';
import type { ManifestReading, Schedule } from '../model/adapters';
import type { Endpoint } from '../model/endpoint';
import type { ManifestFact, RequestFact } from '../model/manifestFacts';
import type { EndpointFacts, Rule } from '../model/rule';
import { spanKey, type Snapshot, type Span } from '../model/source';
import { rootOf } from '../project/paths';
import { urlCredentials } from '../project/presented';
import type { Reported } from './merge';
import type { Settings } from './report';
import { settingsAt, severityOf } from './scopes';

/** An endpoint with what the rules have said of it. */
interface Judged {
  readonly facts: EndpointFacts;
  readonly violations: readonly { readonly rule: Rule }[];
}

/** What the rules say of manifests. A defect that is told of an endpoint already is not told again of the manifest that calls it. */
export function policyReports(
  read: ManifestReading,
  { judged, surveyed }: { readonly judged: readonly Judged[]; readonly surveyed: readonly { readonly endpoint: Endpoint }[] },
  rules: readonly Rule[],
  settings: Settings,
  snapshot: Snapshot,
): readonly Reported[] {
  const callees = new Map<string, Judged[]>();
  for (const one of judged) {
    for (const { declaredAt } of one.facts.triggers) {
      const key = spanKey(declaredAt);
      callees.set(key, [...(callees.get(key) ?? []), one]);
    }
  }
  const asking = rules.filter((rule) => rule.checkManifest);
  // A request with another method is one to an endpoint of the workspace too.
  const isServed = (schedule: Schedule): boolean => surveyed.some(({ endpoint }) => servesPath(endpoint, schedule) !== undefined);
  const report = (fact: ManifestFact, span: Span, served: readonly Judged[]): readonly Reported[] =>
    asking.flatMap((rule) => {
      if (served.some(({ violations }) => violations.some((violation) => violation.rule.id === rule.id))) return [];
      const severity = severityOf(rule.id, rule.meta, settingsAt(settings, span.uri, rootOf(snapshot.roots, span.uri) ?? ''));
      if (severity === 'off') return [];
      return [...(rule.checkManifest?.(fact) ?? [])].map((violation) => ({
        rule: rule.id,
        severity,
        endpoint: undefined,
        violation,
        fixes: [],
      }));
    });
  return [
    ...read.schedules.flatMap((schedule) => {
      const served = callees.get(spanKey(schedule.declaredAt)) ?? [];
      const fact = requestFact(schedule, served.length > 0 || isServed(schedule), snapshot);
      return fact ? report(fact, fact.span, served) : [];
    }),
    ...(read.facts ?? []).flatMap((fact) => {
      if (fact.kind === 'connection') return report(fact, fact.credential.span, []);
      if (fact.kind === 'rights') return report(fact, fact.span, []);
      // What the code behind the service verifies is said there.
      if (fact.kind === 'open-service') {
        const requests = new Set(fact.requests.map(spanKey));
        const isHere =
          read.schedules.some((schedule) => requests.has(spanKey(schedule.declaredAt)) && isServed(schedule)) ||
          surveyed.some(({ endpoint }) => endpoint.path === `/${fact.service}`);
        return isHere ? [] : report(fact, fact.span, []);
      }
      // What the code behind the path verifies is said there.
      const isJudged = judged.some(({ facts }) => `${facts.endpoint.path}/`.startsWith(`${fact.path.replace(/\/$/, '')}/`));
      return namesCron(fact.path) && !isJudged ? report(fact, fact.span, []) : [];
    }),
  ];
}

function requestFact(schedule: Schedule, isServed: boolean, snapshot: Snapshot): RequestFact | undefined {
  if (schedule.private) return undefined;
  const { target, declaredAt: span, presents } = schedule;
  const source = snapshot.read(span.uri);
  const inUrl = source ? urlCredentials(target, source, span) : [];
  if (!presents && inUrl.length === 0) return undefined;
  const credentials = [...inUrl, ...(presents?.credentials ?? [])];
  return {
    kind: 'request',
    span,
    target,
    credentials,
    isComplete: presents?.isComplete ?? false,
    isServed,
    isOwnService: isOwnService(target),
    isCleartext: isCleartext(target),
  };
}
