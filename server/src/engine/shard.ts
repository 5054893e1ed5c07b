import type { Uri } from '../model/source';
import { relative } from '../project/paths';
import type { EndpointReport, Report } from './report';

/** A part of a report: `index` from 1 to `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * One of several parts of a report that together are the whole: every endpoint, finding and problem is in exactly one of them, in the order of
 * the whole, and an endpoint is where all its findings are. What is where depends on names below the root alone, not on the machine.
 */
export function shardOf(report: Report, { index, count }: Shard, root: Uri): Report {
  const isHere = (key: string): boolean => hash(key) % count === index - 1;
  const isFileHere = ({ uri }: { readonly uri: Uri }): boolean => isHere(relative(root, uri) ?? uri);
  const keys = groupKeys(report.endpoints);
  const owners = new Map<number, string>();
  report.endpoints.forEach((one, position) => one.findings.forEach((finding) => owners.set(finding, keys[position] ?? '')));
  const kept = report.findings.flatMap((finding, position) => {
    const owner = owners.get(position);
    return (owner === undefined ? isFileHere(finding.span) : isHere(owner)) ? [position] : [];
  });
  const places = new Map(kept.map((position, place) => [position, place]));
  return {
    endpoints: report.endpoints
      .filter((_, position) => isHere(keys[position] ?? ''))
      .map((one) => ({ ...one, findings: one.findings.flatMap((position) => places.get(position) ?? []) })),
    findings: kept.flatMap((position) => report.findings[position] ?? []),
    problems: report.problems.filter(({ span }) => isFileHere(span)),
    notAnalyzed: report.notAnalyzed.filter(isFileHere),
    stats: report.stats,
  };
}

/** For each endpoint the first id among those that it shares findings with, directly or through others. */
function groupKeys(endpoints: readonly EndpointReport[]): readonly string[] {
  const parents = endpoints.map((_, position) => position);
  const top = (position: number): number => {
    const parent = parents[position] ?? position;
    return parent === position ? position : top(parent);
  };
  const first = new Map<number, number>();
  endpoints.forEach(({ findings }, position) => {
    for (const finding of findings) {
      const other = top(first.get(finding) ?? position);
      const own = top(position);
      parents[Math.max(own, other)] = Math.min(own, other);
      first.set(finding, Math.min(own, other));
    }
  });
  return endpoints.map((_, position) => endpoints[top(position)]?.endpoint.id ?? '');
}

/** FNV-1a, stirred so that similar names do not gather in one part. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
