import type { EndpointReport } from '../engine/report';
import type { Base, Outcome } from '../probe/attempt';
import type { Probe, Probed } from '../probe/run';
import { toolName } from './json';
import type { Places } from './position';
import { printable, type Style } from './style';

/** What a run of probes showed, for all formats. */
export interface ProbeReport {
  readonly base: Base;
  readonly endpoints: readonly { readonly report: EndpointReport; readonly probe: Probe }[];
  /** Endpoints that there was no time for. */
  readonly left: number;
  readonly places: Places;
  /** Of this tool. */
  readonly version: string;
}

const outcomes: Readonly<Record<Outcome, string>> = {
  accepted: 'accepts requests without a valid credential',
  refused: 'refuses them all',
  failed: 'fails or gives no answer',
  moved: 'is served at another address of that server',
  missing: 'is not served there',
  unfinished: 'was not probed to the end',
};

/** The requests of every endpoint with their answers, and a summary. */
export function probeText({ base, endpoints, left, places }: ProbeReport, style: Style): string {
  const color = (outcome: Outcome): Style['red'] =>
    outcome === 'accepted' ? style.red : outcome === 'refused' ? style.green : style.yellow;
  const blocks = endpoints.map(({ report: { endpoint }, probe }) => {
    const { file, line } = places.of(endpoint.declaration);
    const title = `${endpoint.methods[0] ?? 'GET'} ${printable(endpoint.path)}`;
    const head = `${style.bold(title)} ${color(probe.outcome)(outcomes[probe.outcome])}  ${style.dim(`${printable(file)}:${line}`)}`;
    const lines = probe.requests.map((one) => `  ${color(one.judgement)(one.judgement.padEnd(8))}  ${requestInWords(one, probe)}`);
    return [head, ...lines, ''].join('\n');
  });
  const requests = endpoints.reduce((sum, { probe }) => sum + probe.requests.length, 0);
  const count = (outcome: Outcome): number => endpoints.filter(({ probe }) => probe.outcome === outcome).length;
  const counted = (['accepted', 'refused', 'failed', 'moved', 'missing'] as const).filter((outcome) => count(outcome) > 0);
  const parts = counted.map((outcome) => `${count(outcome)} ${outcome === 'accepted' ? 'accepting' : outcome}`);
  const summary = `${endpoints.length} endpoints, ${requests} requests to ${base.text}: ${parts.join(', ') || 'nothing to probe'}.`;
  return [...blocks, summary, ...(left > 0 ? [`There was no time for ${left} more endpoints.`] : []), ''].join('\n');
}

/** `401  a wrong secret`, with where a redirect leads, and the target where it is not the endpoint's own path. */
export function requestInWords({ attempt, answer }: Probed, { requests }: Probe): string {
  const said = 'status' in answer ? `${answer.status}${answer.location === undefined ? '' : ` to ${answer.location}`}` : answer.failure;
  const target = attempt.target === requests[0]?.attempt.target ? '' : `: ${attempt.target}`;
  return printable(`${said}  ${attempt.title}${target}`);
}

/** The same for machines: one JSON document, version 1. */
export function probeJson({ base, endpoints, left, places, version }: ProbeReport): string {
  const document = {
    version: 1,
    tool: { name: toolName, version },
    baseUrl: base.text,
    endpoints: endpoints.map(({ report: { endpoint, verdict }, probe }) => {
      const { file, line, column } = places.of(endpoint.declaration);
      const requests = probe.requests.map(({ attempt, answer, judgement }) => ({
        title: attempt.title,
        method: attempt.method,
        target: attempt.target,
        headers: attempt.headers,
        ...answer,
        judgement,
      }));
      return { id: endpoint.id, file, line, column, path: endpoint.path, verdict, outcome: probe.outcome, requests };
    }),
    notProbed: left,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
