import type { Condition, Guard } from './access';
import type { Endpoint } from './endpoint';
import { exposures, type Cause, type Exposure } from './path';
import type { EndpointFacts, Violation } from './rule';
import { sameSpan, type Span } from './source';
import { conditionInWords } from './stations';

/** An endpoint in words: `GET /api/cron/sync`. */
export function endpointInWords({ name, path }: Endpoint): string {
  if (name.includes(' ')) return name;
  return /^[A-Z]+$/.test(name) ? `${name} ${path}` : path;
}

/** The violations of a path rule: one for every exposure of its cause, with the path as the proof. */
export function* exposed(facts: EndpointFacts, cause: Cause, message: (exposure: Exposure) => string): Iterable<Violation> {
  for (const exposure of exposures(facts.graph, facts.guards)) {
    if (exposure.cause !== cause) continue;
    const guard = exposure.guard === undefined ? undefined : facts.guards[exposure.guard];
    yield {
      span: exposure.at,
      message: message(exposure),
      path: exposure.stations,
      confidence: exposure.certain ? 'certain' : 'assumed',
      ...(guard && { guard }),
    };
  }
}

/** The condition an exposure's place stands for, as a clause. */
export function excuseInWords({ at, through }: Exposure, guards: readonly Guard[]): string {
  const condition = excuseAt({ at, through });
  return condition ? conditionInWords(condition, guards) : 'an exception is made';
}

/** The last condition of a path that holds at its exposure's place. */
export function excuseAt({ at, through }: Pick<Exposure, 'at' | 'through'>): Condition | undefined {
  return through.findLast((condition) => condition.kind !== 'refused' && sameSpan(condition.span, at));
}

/** What a rule says of a manifest: the place says it all. */
export function certain(span: Span, message: string): Violation {
  return { span, message, path: [], confidence: 'certain' };
}
