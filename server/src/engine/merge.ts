import type { Endpoint } from '../model/endpoint';
import type { Finding, FixOffer, Severity } from '../model/finding';
import type { Violation } from '../model/rule';
import { sameSpan, spanKey, type Snapshot, type Span, type Uri } from '../model/source';

/** A rule's answer for one endpoint, or for a manifest alone, ready to become a finding. */
export interface Reported {
  readonly rule: string;
  readonly severity: Severity;
  readonly endpoint: Endpoint | undefined;
  readonly violation: Violation;
  readonly fixes: readonly FixOffer[];
}

/**
 * One finding for each rule and place, with every endpoint it affects, in the order of files and offsets. What a rule says of an endpoint as a
 * whole, at its declaration, stays one finding an endpoint. Message, path and fixes are those of the first endpoint by id.
 */
export function merge(reported: readonly Reported[], snapshot: Snapshot): readonly Finding[] {
  const groups = new Map<string, Reported[]>();
  for (const one of reported.toSorted(byEndpoint)) {
    const key = `${one.rule} ${spanKey(one.violation.span)} ${wholeId(one) ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const sorted = [...groups.values()].toSorted(([a], [b]) => (a && b ? byPlace(a, b) : 0));
  const seen = new Map<string, number>();
  return sorted.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { rule, severity, violation, fixes } = first;
    const identity = identify(first, snapshot);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    return {
      rule,
      severity,
      confidence: group.some((one) => one.violation.confidence === 'certain') ? 'certain' : 'assumed',
      span: violation.span,
      message: violation.message,
      path: violation.path,
      endpoints: [...new Set(group.flatMap(({ endpoint }) => endpoint?.id ?? []))],
      fixes,
      fingerprint: hash(`${identity} ${occurrence}`),
      suppressed: undefined,
    } satisfies Finding;
  });
}

/** The endpoint's id where something is said of it as a whole. */
function wholeId({ endpoint, violation }: Reported): string | undefined {
  return endpoint && sameSpan(endpoint.declaration, violation.span) ? endpoint.id : undefined;
}

function idOf({ endpoint }: Reported): string {
  return endpoint?.id ?? '';
}

function byEndpoint(a: Reported, b: Reported): number {
  return compare(idOf(a), idOf(b));
}

function byPlace(a: Reported, b: Reported): number {
  const [left, right] = [a.violation.span, b.violation.span];
  return (
    compare(left.uri, right.uri) || left.start - right.start || left.end - right.end || compare(a.rule, b.rule) || compare(idOf(a), idOf(b))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stays the same when lines move: rule, file, and the endpoint or the text around the place. */
function identify(one: Reported, snapshot: Snapshot): string {
  const { span } = one.violation;
  return JSON.stringify([one.rule, relative(span.uri, snapshot.roots), wholeId(one) ?? surroundings(span, snapshot)]);
}

function relative(uri: Uri, roots: readonly Uri[]): string {
  const root = roots.find((one) => uri.startsWith(`${one}/`));
  return root === undefined ? uri : uri.slice(root.length + 1);
}

/** The lines that a span touches, with their white space normalised. */
function surroundings({ uri, start, end }: Span, snapshot: Snapshot): string {
  const text = snapshot.read(uri)?.text ?? '';
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  const lines = text.slice(from, to < 0 ? text.length : to);
  return `${lines} ${text.slice(start, end)}`.replace(/\s+/g, ' ').trim();
}

/** 64 bits as 16 hexadecimal digits: FNV-1a twice, with different starts. Identifies; it does not protect. */
function hash(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((start) => {
      let value = start;
      for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
      value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
      return ((value ^ (value >>> 13)) >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
