import type { SchedulerAdapter } from '../model/adapters';
import type { Companion, CompanionAdapter, CompanionContext, CompanionOffer } from '../model/companion';
import type { Guard } from '../model/access';
import type { Trigger } from '../model/endpoint';
import type { Finding } from '../model/finding';
import type { EndpointFacts } from '../model/rule';
import type { Span } from '../model/source';
import type { Program } from '../project/program';
import { isRecord } from '../project/record';
import { AroundEndpoint, manifestsOf, presented } from './endpointContext';

/** What companions are made from. */
export interface Accompanied {
  readonly program: Program;
  readonly companions: readonly CompanionAdapter[];
  readonly schedulers: readonly SchedulerAdapter[];
  readonly endpoints: readonly EndpointFacts[];
  readonly findings: readonly Finding[];
}

/** Companions of the endpoints that are declared or scheduled at a place. */
export function companionsAt(all: Accompanied, place: Span): readonly CompanionOffer[] {
  return all.endpoints.flatMap((facts) => {
    const near = [facts.endpoint.declaration, ...facts.triggers.map(({ declaredAt }) => declaredAt)];
    if (!near.some((span) => touches(span, place))) return [];
    const context = new CompanionView(all, facts);
    return all.companions.flatMap((adapter): readonly CompanionOffer[] => {
      const offer = adapter.offer(context);
      if (!offer?.places.some((span) => touches(span, place))) return [];
      return [{ id: adapter.id, endpoint: facts.endpoint.id, title: offer.title }];
    });
  });
}

/** The edits of a companion; `undefined` when there is nothing (left) to do. */
export function buildCompanion(all: Accompanied, { id, endpoint }: Pick<CompanionOffer, 'id' | 'endpoint'>): Companion | undefined {
  const adapter = all.companions.find((companion) => companion.id === id);
  const facts = all.endpoints.find((one) => one.endpoint.id === endpoint);
  if (!adapter || !facts) return undefined;
  const context = new CompanionView(all, facts);
  const offer = adapter.offer(context);
  const change = offer && adapter.build(context);
  return change && { id, endpoint, title: offer.title, ...change };
}

function touches(a: Span, b: Span): boolean {
  return a.uri === b.uri && a.start <= b.end && b.start <= a.end;
}

class CompanionView extends AroundEndpoint implements CompanionContext {
  readonly guards: readonly Guard[];
  readonly triggers: readonly Trigger[];
  readonly fixes: readonly string[];

  constructor({ program, schedulers, findings }: Accompanied, { endpoint, guards, triggers }: EndpointFacts) {
    super(program, endpoint, presented(triggers, schedulers));
    this.guards = guards;
    this.triggers = triggers;
    this.fixes = findings
      .filter(({ endpoints }) => endpoints.includes(endpoint.id))
      .flatMap(({ fixes }) => fixes.flatMap(({ id, preferred }) => (preferred ? [id] : [])));
  }

  get testCommand(): string | undefined {
    for (const { scripts } of manifestsOf(this.program, this.endpoint.declaration.uri)) {
      if (isRecord(scripts) && typeof scripts['test'] === 'string') return scripts['test'];
    }
    return undefined;
  }
}
