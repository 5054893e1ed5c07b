import { memoizedByText } from './memoized';

/** One segment of a route path in canonical form. */
type Segment =
  | { readonly kind: 'static'; readonly text: string }
  /** `[id]`, with fixed text around it. */
  | { readonly kind: 'parameter'; readonly prefix: string; readonly suffix: string; readonly optional: boolean }
  | { readonly kind: 'rest'; readonly optional: boolean };

/**
 * One spelling for all frameworks' route paths: `/a/[id]`, `/a/[[id]]` (optional), `/a/[...rest]`, `/a/[[...rest]]`.
 * Understands `[id]`, `[[id]]`, `[id=matcher]`, `:id`, `:id?`, `{/:id}`, `:id(\\d+)`, `:path*`, `*`, `**`, `*name`, `$id`, `$`, `{id}`, `{id?}`, `{id*}`, `{id+}`, `{*id}`.
 */
export function canonicalPath(path: string): string {
  return canonical(path);
}

const canonical = memoizedByText((path) => {
  const segments = splitPath(path.replace(/\{\/:(\w+)\}/g, '/:$1?').replace(/\{\/\*(\w+)\}/g, '/:$1*')).map(canonicalSegment);
  return `/${segments.join('/')}`;
});

function splitPath(path: string): readonly string[] {
  // A slash inside a parameter's own pattern does not separate.
  return (path.match(/(?:\([^)]*\)|\{[^}]*\}|\[[^\]]*\]+|[^/])+/g) ?? []).filter((segment) => segment !== '');
}

function canonicalSegment(segment: string): string {
  if (/^\*+$/.test(segment) || segment === '$' || segment === '(.*)') return '[...rest]';
  const star = /^\*(\w+)$/.exec(segment) ?? /^\{\*(\w+)\}$/.exec(segment) ?? /^\{(\w+)(?:\*\d*|\+)\}$/.exec(segment);
  if (star) return `[...${star[1]}]`;
  const repeated =
    /^:(\w+)(?:\([^)]*\))?([*+])$/.exec(segment) ?? /^:(\w+)\{\.([*+])\}$/.exec(segment) ?? /^:(\w+)\(\.([*+])\)$/.exec(segment);
  if (repeated) return repeated[2] === '+' ? `[...${repeated[1]}]` : `[[...${repeated[1]}]]`;
  return segment
    .replace(/\[(\w+)=\w+\]/g, '[$1]')
    .replace(
      /(^|[^\w]):(\w+)(?:\([^)]*\)|\{[^}]*\})?(\?)?/g,
      (_, before: string, name: string, optional?: string) => before + parameter(name, optional),
    )
    .replace(/^\$(\w+)(\?)?$/, (_, name: string, optional?: string) => parameter(name, optional))
    .replace(/^\(\$(\w+)\)$/, (_, name: string) => parameter(name, '?'))
    .replace(/(?<!\$)\{(\w+)(?::[^}]*)?(\?)?\}/g, (_, name: string, optional?: string) => parameter(name, optional));
}

function parameter(name: string, optional: string | undefined): string {
  return optional ? `[[${name}]]` : `[${name}]`;
}

const segmentsOf = memoizedByText((path) => splitPath(canonicalPath(path)).map(segmentOf));

function segmentOf(text: string): Segment {
  const rest = /^(\[?)\[\.\.\.[^\]]*\]\]?$/.exec(text);
  if (rest) return { kind: 'rest', optional: rest[1] === '[' };
  const whole = /^([^[]*)(\[?)\[[^\]]*\]\]?(.*)$/.exec(text);
  if (!whole) return { kind: 'static', text: decoded(text) };
  return { kind: 'parameter', prefix: whole[1] ?? '', suffix: (whole[3] ?? '').replace(/\[.*$/, ''), optional: whole[2] === '[' };
}

/** A schedule's target taken apart. */
export interface Target {
  /** The host as written, `undefined` for a mere path and when it is an unknown value. */
  readonly host: string | undefined;
  /** Whether something unknown precedes the path (`$BASE_URL/api/x`): it may hold further segments. */
  readonly unknownBase: boolean;
  /** Segments of the path; `undefined` for one that is not known. */
  readonly segments: readonly (string | undefined)[];
}

const unknownValue = /\$\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+|\{\{.*?\}\}|%[A-Z_]+%|<[^>]*>/g;

/** Takes a path or URL apart; interpolations of shells, templates, workflows and charts are unknown values. */
export function parseTarget(target: string): Target {
  return targets(target);
}

const targets = memoizedByText(readTarget);

function readTarget(target: string): Target {
  const marked = target.trim().replace(unknownValue, '\0');
  const [, address = '', host = '', path = marked] = /^((?:https?|\0):\/\/([^/?#]*)|)(.*)$/is.exec(marked) ?? [];
  const known = path.replace(/[?#].*$/s, '');
  const base = address === '' ? (/^\0+(?=\/|$)/.exec(known)?.[0] ?? '') : '';
  const bareHost =
    address === '' && base === '' ? (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?=\/)|^localhost(?::\d+)?(?=\/)/.exec(known)?.[0] ?? '') : '';
  const segments = known
    .slice(base.length + bareHost.length)
    .split('/')
    .filter((segment) => segment !== '');
  const knownHost = (bareHost || host).includes('\0') ? '' : bareHost || host;
  return {
    host: knownHost === '' ? undefined : knownHost.toLowerCase(),
    unknownBase: base !== '' || host.includes('\0'),
    segments: segments.map((segment) => (isPattern(segment) ? undefined : decoded(segment))),
  };
}

function isPattern(segment: string): boolean {
  return segment.includes('\0') || /^(?::\w+|\[.*\]|\{.*\}|\*+)$/.test(segment);
}

/**
 * How specifically a route serves a schedule's target; `undefined` when it does not. The highest number wins: every fixed segment counts
 * more than a parameter, and an exact path more than one that fits only after a base path (a gateway's prefix, an unknown base URL).
 */
export function matches(routePath: string, target: string): number | undefined {
  const route = segmentsOf(routePath);
  const { host, unknownBase, segments } = parseTarget(target);
  // Asked of every route and every schedule: nearly all of them end here.
  if (!mayEndAlike(route, segments)) return undefined;
  const gateway = gatewayPrefix(segments);
  // Who goes through all functions of a platform says of none that it is scheduled.
  if (gateway > 0 && segments.length > gateway && segments[gateway] === undefined) return undefined;
  const exact = score(route, segments);
  const isPath = host === undefined && !unknownBase;
  // On a host that may be anybody's, a parameter or catch-all alone proves nothing.
  if (exact && (isPath || exact.fixed > 0)) return 1000 + exact.points;
  if (isPath) return undefined;
  const behindGateway = gateway === 0 ? undefined : score(route, segments.slice(gateway));
  if (behindGateway) return 500 + behindGateway.points;
  for (let skipped = 1; skipped < segments.length; skipped++) {
    const found = score(route, segments.slice(skipped));
    if (found && found.fixed >= 2) return 100 + found.points;
  }
  if (!unknownBase) return undefined;
  for (let skipped = 1; skipped < route.length; skipped++) {
    const found = route.slice(0, skipped).every((segment) => segment.kind === 'static') ? score(route.slice(skipped), segments) : undefined;
    if (found && found.fixed >= 2) return 50 + found.points;
  }
  return undefined;
}

/** Whether the last segments fit: whatever stands before, both paths end together. Most routes and targets are told apart by this. */
function mayEndAlike(route: readonly Segment[], target: readonly (string | undefined)[]): boolean {
  const last = fixedEnd(route);
  const end = target.at(-1);
  return last === undefined || end === undefined || end === last;
}

function fixedEnd(route: readonly Segment[]): string | undefined {
  const last = route.at(-1);
  return last?.kind === 'static' && !route.some(({ kind }) => kind === 'rest') ? last.text : undefined;
}

/** The segment that every path of a route ends with, if it is always the same. */
export function endOfRoute(path: string): string | undefined {
  return fixedEnd(segmentsOf(path));
}

/** The segment that a target ends with, as far as it is known: {@link matches} finds nothing where route and target end otherwise. */
export function endOfTarget(target: string): string | undefined {
  return parseTarget(target).segments.at(-1);
}

/** Paths under which platforms serve functions. */
function gatewayPrefix(segments: readonly (string | undefined)[]): number {
  const start = segments.slice(0, 2).join('/');
  return start === 'functions/v1' || start === '.netlify/functions' ? 2 : 0;
}

function score(
  route: readonly Segment[],
  target: readonly (string | undefined)[],
): { readonly points: number; readonly fixed: number } | undefined {
  if (route.length === 0 && target.length === 0) return { points: 10, fixed: 0 };
  let points = 0;
  let fixed = 0;
  let index = 0;
  for (const segment of route) {
    if (segment.kind === 'rest') {
      const rest = target.length - index;
      return rest > 0 || segment.optional ? { points, fixed } : undefined;
    }
    if (index >= target.length) {
      if (segment.kind === 'parameter' && segment.optional) continue;
      return undefined;
    }
    const actual = target[index++];
    if (segment.kind === 'static') {
      if (actual !== undefined && actual !== segment.text) return undefined;
      points += actual === undefined ? 1 : 8;
      fixed += actual === undefined ? 0 : 1;
    } else {
      const fits =
        actual === undefined ||
        (actual.length > segment.prefix.length + segment.suffix.length &&
          actual.startsWith(segment.prefix) &&
          actual.endsWith(segment.suffix));
      if (!fits) return undefined;
      points += segment.prefix + segment.suffix === '' ? 3 : 5;
    }
  }
  // A path of which nothing is known fits everything and tells nothing.
  const tells = fixed > 0 || target.some((segment) => segment !== undefined);
  return index === target.length && tells ? { points, fixed } : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
