/**
 * The route path of a name in `app/routes`: dots and folders separate segments, `$id` is a parameter, `$` the rest, which may be empty, `(x)` may be missing,
 * `_x` is no segment, `x_` does not nest, brackets quote. `index`, `_index` and `route` stand for their folder.
 */
export function flatRoutePath(name: string): string {
  const segments = segmentsOf(name);
  const last = segments.at(-1)?.text;
  if (last === 'index' || last === '_index') segments.pop();
  return `/${segments.flatMap(({ text, quoted }) => (quoted ? [text] : pathSegment(text))).join('/')}`;
}

/** Names of the routes around a name that nest it, outermost first: `api.cron` is nested in `api`. */
export function flatRouteParents(name: string): readonly string[] {
  const segments = segmentsOf(name).slice(0, -1);
  return segments.map((_, index) =>
    segments
      .slice(0, index + 1)
      .map(({ text }) => text)
      .join('.'),
  );
}

interface NameSegment {
  readonly text: string;
  /** Brackets stand in it, so that its characters mean themselves. */
  readonly quoted: boolean;
}

function segmentsOf(name: string): NameSegment[] {
  const plain = name.replace(/\/(?:route|index|_index)$/, '').replace(/\+\//g, '/');
  const parts = plain.match(/(?:\[[^\]]*\]|[^./[])+/g) ?? [];
  return parts.map((part) => ({ text: part.replace(/[[\]]/g, ''), quoted: part.includes('[') }));
}

function pathSegment(text: string): readonly string[] {
  if (text.startsWith('_')) return [];
  const optional = /^\((.*)\)$/.exec(text);
  const inner = optional?.[1] ?? text;
  if (inner === '$') return ['[[...rest]]'];
  if (inner.startsWith('$')) return [optional ? `[[${inner.slice(1)}]]` : `[${inner.slice(1)}]`];
  return optional ? [] : [text.replace(/_$/, '')];
}
