import type { AccessGraph, Condition, Effect, Guard, Step } from './access';
import { excuseOf, type ExcuseCause } from './excuse';
import type { PathStation } from './finding';
import { heads, isAmong, placesOf, ranAlike, stepsAfter } from './reach';
import { isSignIn, search, type Arrival, type Mark, type Visit } from './search';
import { spanKey, type Span } from './source';
import { stationsOf, type PathEvent } from './stations';

/** Why an unverified path exists: nothing is checked, the check is ignored, or the path has an excuse. */
export type Cause = 'open' | 'ignored' | ExcuseCause;

/** A way from the entry to an effect on which no credential is verified: the counterexample that a finding shows. */
export interface Exposure {
  readonly cause: Cause;
  /** What the rule underlines; for `open` the first thing that runs, rules stand at the endpoint instead. */
  readonly at: Span;
  readonly target: Effect;
  /** Whether the target is known to be an effect, not only a call that could not be resolved. */
  readonly certain: boolean;
  /** Every condition that holds on the path. */
  readonly through: readonly Condition[];
  readonly stations: readonly PathStation[];
  /** The steps on the path, each with the condition of the edge that led there. */
  readonly steps: readonly { readonly index: number; readonly via: Condition | undefined }[];
  /** Index of the guard that is passed by, when there is one. */
  readonly guard: number | undefined;
}

const known = new WeakMap<AccessGraph, readonly Exposure[]>();

/**
 * Every distinct way to reach an effect unverified, the cheapest path for each.
 *
 * A path that needs no excuse wins over all that need one: one defect, one finding. It is `ignored` when a check's result got lost, a
 * rejection did not stop, or passing the check leads to the very same effect, and `open` when nothing was checked.
 * Otherwise a path counts if no other path gets by with fewer of its excuses; its last excuse names the cause and the place.
 */
export function exposures(graph: AccessGraph, guards: readonly Guard[]): readonly Exposure[] {
  const found = known.get(graph) ?? find(graph, guards);
  known.set(graph, found);
  return found;
}

function find(graph: AccessGraph, guards: readonly Guard[]): readonly Exposure[] {
  const { arrivals, excuses, decides } = search(graph, guards);
  const unexcused = arrivals.filter(({ excused }) => excused === 0n);
  const path = (arrival: Arrival) => trace(graph, guards, arrival);
  if (unexcused.length > 0) return withoutExcuse(graph, guards, unexcused, path);
  const minimal = arrivals.filter(
    ({ excused }) => !arrivals.some((other) => other.excused !== excused && (other.excused & excused) === other.excused),
  );
  const found = distinct(
    best(minimal, ({ lastExcuse }) => lastExcuse).flatMap((arrival) => {
      const excuse = excuses[arrival.lastExcuse];
      if (!excuse) return [];
      const { condition } = excuse;
      const guard = condition.kind === 'unset' ? guards.findIndex((one) => comparesWith(one, condition.variable)) : -1;
      return [{ ...path(arrival), cause: excuse.cause, at: condition.span, guard: guard < 0 ? undefined : guard }];
    }),
  );
  // A test that merely lies on the way, in a logger, keeps nothing from being verified: what may happen behind it adds nothing to what does.
  const isTelling = ({ certain, cause, through }: Exposure): boolean =>
    certain || cause !== 'environment' || through.some((given) => excuseOf(given, guards) !== undefined && decides(given));
  return found.some(({ certain }) => certain) ? found.filter(isTelling) : found;
}

/** Paths that need no excuse: open, or past a check that changes nothing. */
function withoutExcuse(
  graph: AccessGraph,
  guards: readonly Guard[],
  arrivals: readonly Arrival[],
  path: (arrival: Arrival) => Path,
): readonly Exposure[] {
  const open = (from: readonly Arrival[]) =>
    best(from, () => 0).map((arrival): Exposure => {
      const found = path(arrival);
      return { ...found, cause: 'open', at: found.target.span, guard: undefined };
    });

  const clean = arrivals.filter(({ mark }) => mark === undefined);
  const lost = arrivals.filter(({ mark }) => mark !== undefined && mark.kind !== 'refused');
  if (clean.length > 0 && !explains(lost, clean)) return open(clean);
  if (lost.length > 0)
    return distinct(best(lost, ({ mark }) => mark && spanKey(mark.span)).flatMap((arrival) => ignored(arrival.mark, path(arrival))));
  const alike = sameEffects(graph);
  const pointless = best(arrivals, ({ mark, step }) => `${mark ? spanKey(mark.span) : ''} ${step}`).flatMap((arrival) => {
    const found = path(arrival);
    const refused = found.through.find(
      (given) => given.kind === 'refused' && !isSignIn(guards[given.guard]) && alike(given.guard, found.target),
    );
    if (refused?.kind !== 'refused') return [];
    return ignored({ kind: 'refused', span: guards[refused.guard]?.result ?? refused.span, guard: refused.guard }, found);
  });
  return pointless.length > 0 ? distinct(pointless) : open(arrivals);
}

/**
 * Whether a lost result is why the effects are open: a verifier that gives up early (no header, an error) loses that answer just the same,
 * though nothing was compared on that path.
 */
function explains(lost: readonly Arrival[], clean: readonly Arrival[]): boolean {
  const places = new Set(lost.filter(({ mark }) => mark?.kind === 'lost').map(({ target }) => spanKey(target.effect.span)));
  return clean.every(({ target }) => places.has(spanKey(target.effect.span)));
}

function ignored(mark: Mark | undefined, found: Path): readonly Exposure[] {
  return mark ? [{ ...found, cause: 'ignored', at: mark.span, guard: mark.guard ?? lastRefused(found.through) }] : [];
}

function lastRefused(through: readonly Condition[]): number | undefined {
  const last = through.findLast(({ kind }) => kind === 'refused');
  return last?.kind === 'refused' ? last.guard : undefined;
}

function comparesWith({ verification: { secret } }: Guard, variable: string): boolean {
  return secret.kind === 'env' && secret.name === variable;
}

/**
 * Answers whether a guard makes no difference for an effect: passing it leads to the same one, and failing it leads to no rejection that
 * passing does not lead to. Where it does, the check decides something, only not for everyone.
 */
function sameEffects(graph: AccessGraph): (guard: number, effect: Effect) => boolean {
  const known = new Map<number, ReadonlySet<string> | undefined>();
  const onlyAnswers = ranAlike(graph) !== undefined;
  const outcomes = (guard: number, kind: 'verified' | 'refused') => {
    const after = stepsAfter(
      graph,
      heads(graph, (given) => given.kind === kind && given.guard === guard),
    );
    return graph.steps.filter((_, index) => after[index] === 1);
  };
  const effectsOf = (guard: number): ReadonlySet<string> | undefined => {
    const passed = outcomes(guard, 'verified');
    const rejections = new Set(passed.filter(isRejection).map(rejectionKey));
    const decides = outcomes(guard, 'refused').some((step) => isRejection(step) && !rejections.has(rejectionKey(step)));
    return decides && !onlyAnswers ? undefined : placesOf(passed);
  };
  return (guard, effect) => {
    if (!known.has(guard)) known.set(guard, effectsOf(guard));
    const places = known.get(guard);
    return places !== undefined && isAmong(places, effect);
  };
}

function isRejection({ does, next }: Step): boolean {
  return does?.kind === 'reject' && (does.stops || next.length === 0);
}

/** Tells rejections apart: those that one helper makes for all, by what they answer. */
function rejectionKey({ span, does }: Step): string {
  return `${spanKey(span)} ${does?.kind === 'reject' ? (does.status ?? '') : ''}`;
}

type Path = Omit<Exposure, 'cause' | 'at' | 'guard'>;

/** Walks back from an arrival and puts the path in words. */
function trace(graph: AccessGraph, guards: readonly Guard[], arrival: Arrival): Path {
  const events: PathEvent[] = [];
  const through: Condition[] = [];
  const steps: { readonly index: number; readonly via: Condition | undefined }[] = [];
  for (let at: Visit | undefined = arrival; at; at = at.from) {
    steps.unshift({ index: at.step, via: at.via });
    const does = graph.steps[at.step]?.does;
    if (does && (does.kind !== 'effect' || at === arrival))
      events.unshift({ span: does.kind === 'effect' ? does.effect.span : stepSpan(graph, at.step), action: does });
    if (!at.via) continue;
    through.unshift(at.via);
    events.unshift({ span: at.via.span, condition: at.via });
  }
  const { effect, certain } = arrival.target;
  return { target: effect, certain, through, steps, stations: stationsOf(stepSpan(graph, graph.entry), events, guards) };
}

function stepSpan(graph: AccessGraph, index: number): Span {
  return graph.steps[index]?.span ?? { uri: '', start: 0, end: 0 };
}

/** For every key the arrival whose target says most; among equals the first, which is the cheapest. */
function best(arrivals: readonly Arrival[], key: (arrival: Arrival) => unknown): readonly Arrival[] {
  const chosen = new Map<unknown, Arrival>();
  for (const arrival of arrivals) {
    const other = chosen.get(key(arrival));
    if (!other || weight(arrival) > weight(other)) chosen.set(key(arrival), arrival);
  }
  return [...chosen.values()];
}

function weight({ target: { certain, effect } }: Arrival): number {
  return (certain ? 2 : 0) + (effect.kind === 'response' ? 0 : 1);
}

function distinct(found: readonly Exposure[]): readonly Exposure[] {
  return [...new Map(found.map((exposure) => [`${exposure.cause} ${spanKey(exposure.at)}`, exposure])).values()];
}
