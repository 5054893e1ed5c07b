import type { EndpointReport, Report } from '../engine/report';
import type { Span, Uri } from '../model/source';
import type { Places } from './position';

/** The endpoint that is declared at a line (from 1), or last before it; in a file without any, those that pass the line, or else the file. */
export function endpointsAt({ endpoints }: Report, uri: Uri, line: number, places: Places): readonly EndpointReport[] {
  const own = endpoints
    .filter(({ endpoint }) => endpoint.uri === uri)
    .map((one) => ({ one, line: places.of(one.endpoint.declaration).line }))
    .sort((a, b) => a.line - b.line);
  const last = own.findLast((candidate) => candidate.line <= line);
  const through = (accepts: (span: Span) => boolean): readonly EndpointReport[] =>
    endpoints.filter(({ facts }) => facts?.graph.steps.some((step) => step.span.uri === uri && accepts(step.span)));
  if (last) return own.filter((candidate) => candidate.line === last.line).map(({ one }) => one);
  if (own.length > 0) return own.slice(0, 1).map(({ one }) => one);
  const passing = through((span) => {
    const place = places.of(span);
    return place.line <= line && line <= place.endLine;
  });
  return passing.length > 0 ? passing : through(() => true);
}
