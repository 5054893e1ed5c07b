import type { AccessGraph, Condition, Effect, Step } from './access';
import { spanKey } from './source';

/** Steps from which one of `goals` can be reached over any edge; `goals` themselves included. */
export function stepsBefore(graph: AccessGraph, goals: Iterable<number>): Uint8Array {
  const before: number[][] = graph.steps.map(() => []);
  graph.steps.forEach((step, index) => {
    for (const { to } of step.next) before[to]?.push(index);
  });
  return spread(graph, goals, (index) => before[index] ?? []);
}

/** Steps that can be reached from one of `starts` over any edge; `starts` themselves included. */
export function stepsAfter(graph: AccessGraph, starts: Iterable<number>): Uint8Array {
  return spread(graph, starts, (index) => graph.steps[index]?.next.map(({ to }) => to) ?? []);
}

function spread(graph: AccessGraph, starts: Iterable<number>, neighbours: (index: number) => readonly number[]): Uint8Array {
  const reached = new Uint8Array(graph.steps.length);
  const open = [...starts];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached[index] === 1) continue;
    reached[index] = 1;
    open.push(...neighbours(index));
  }
  return reached;
}

/** Where the edges lead whose condition satisfies `holds`. */
export function heads(graph: AccessGraph, holds: (condition: Condition) => boolean): readonly number[] {
  return graph.steps.flatMap((step) => step.next.filter(({ given }) => given !== undefined && holds(given)).map(({ to }) => to));
}

/** The steps that have an edge whose condition satisfies `holds`. */
export function tails(graph: AccessGraph, holds: (condition: Condition) => boolean): readonly number[] {
  return graph.steps.flatMap((step, index) => (step.next.some(({ given }) => given !== undefined && holds(given)) ? [index] : []));
}

/**
 * The steps with an effect that a path may not reach unverified.
 *
 * - A response counts if it is one that a passed check leads to; answers on the other side of a check are refusals, whatever their status is.
 *   Without any check every response counts.
 * - Any other effect counts, unless everything after it rejects: what runs then (an alert, an audit record) belongs to the rejection.
 *   After a rejection that did not stop and after a result that was lost, what also runs after a passed check counts: the handler simply went on.
 *   So it does where a failed check keeps nothing from running that a passed one leads to, and only the answer differs.
 */
export function protectedEffects(graph: AccessGraph): ReadonlySet<number> {
  const answers = passedAnswers(graph);
  const ends = graph.steps.flatMap((step, index) => (isSuccess(step) || isSharedAnswer(step, answers) ? [index] : []));
  const hopeful = stepsBefore(graph, ends);
  const alwaysRejects = hopeful[graph.entry] !== 1;
  const goesOn = goingOn(graph);
  const alike = ranAlike(graph);
  const found = new Set<number>();
  graph.steps.forEach((step, index) => {
    const effect = effectOf(step);
    if (!effect) return;
    const counts =
      effect.kind === 'response'
        ? answers === undefined || answers.has(spanKey(step.span))
        : alwaysRejects || hopeful[index] === 1 || goesOn(index) || alike?.[index] === 1;
    if (counts) found.add(index);
  });
  return found;
}

/** Whether a step answers where a passed check leads, too, with a status that is not known: whatever it says, it is no rejection of its own. */
function isSharedAnswer({ does, span, next }: Step, answers: ReadonlySet<string> | undefined): boolean {
  return does?.kind === 'reject' && does.status === undefined && next.length === 0 && answers !== undefined && answers.has(spanKey(span));
}

/** Whether a step comes after a rejection that did not stop or a result that was lost, and its effect also after a passed check. */
function goingOn(graph: AccessGraph): (index: number) => boolean {
  const rejections = graph.steps.flatMap(({ does }, index) =>
    does?.kind === 'lost' || (does?.kind === 'reject' && !does.stops) ? [index] : [],
  );
  if (rejections.length === 0) return () => false;
  const afterRejection = stepsAfter(graph, rejections);
  const passed = afterVerified(graph);
  const places = placesOf(graph.steps.filter((_, index) => passed[index] === 1));
  return (index) => {
    const effect = effectOf(graph.steps[index]);
    return afterRejection[index] === 1 && effect !== undefined && isAmong(places, effect);
  };
}

/**
 * The steps after failed checks, if these keep no effect from happening that a passed one leads to: only the answer differs. A path that ends
 * without one, where paths with one end too, had nothing to do: it was not kept from it.
 */
export function ranAlike(graph: AccessGraph): Uint8Array | undefined {
  const passed = afterVerified(graph);
  const wanted = placesOf(graph.steps.filter((step, index) => passed[index] === 1 && isDone(step)));
  if (wanted.size === 0) return undefined;
  const refused = heads(graph, ({ kind }) => kind === 'refused');
  const failed = unverifiedAfter(graph, refused);
  const happening = graph.steps.flatMap((step, index) => (failed[index] === 1 && isDone(step) ? (effectOf(step) ?? []) : []));
  const reached = new Set(happening.flatMap(({ span, within = [] }) => [span, ...within].map(spanKey)));
  if (![...wanted].every((place) => reached.has(place))) return undefined;
  const isWanted = (index: number): boolean => {
    const effect = effectOf(graph.steps[index]);
    return effect !== undefined && isAmong(wanted, effect);
  };
  const without = unverifiedAfter(graph, refused, isWanted);
  const done = unverifiedAfter(
    graph,
    graph.steps.flatMap((_, index) => (failed[index] === 1 && isWanted(index) ? [index] : [])),
  );
  const endsDone = endingPlaces(graph, (index) => done[index] === 1);
  const endsWithout = endingPlaces(graph, (index) => without[index] === 1 && !isWanted(index));
  return [...endsWithout].every((place) => endsDone.has(place)) ? failed : undefined;
}

/** Steps that a passed check leads to. */
function afterVerified(graph: AccessGraph): Uint8Array {
  return stepsAfter(
    graph,
    heads(graph, ({ kind }) => kind === 'verified'),
  );
}

/** Steps that can be reached without a check being passed on the way; `starts` themselves included. Nothing is behind a step that `stops`. */
function unverifiedAfter(graph: AccessGraph, starts: Iterable<number>, stops?: (index: number) => boolean): Uint8Array {
  return spread(graph, starts, (index) =>
    stops?.(index) ? [] : (graph.steps[index]?.next.flatMap(({ to, given }) => (given?.kind === 'verified' ? [] : [to])) ?? []),
  );
}

/** The places where paths end whose last step satisfies `holds`. */
function endingPlaces(graph: AccessGraph, holds: (index: number) => boolean): ReadonlySet<string> {
  return new Set(graph.steps.flatMap(({ next, span }, index) => (next.length === 0 && holds(index) ? [spanKey(span)] : [])));
}

/** Whether something happens at a step besides an answer. */
function isDone(step: Step): boolean {
  const effect = effectOf(step);
  return effect !== undefined && effect.kind !== 'response';
}

/** The places of the effects of some steps. */
export function placesOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.flatMap((step) => effectOf(step) ?? []).map(({ span }) => spanKey(span)));
}

/** Whether an effect happens at one of some places, or in a function that is called there: what a verified request calls need not have been followed. */
export function isAmong(places: ReadonlySet<string>, { span, within = [] }: Effect): boolean {
  return places.has(spanKey(span)) || within.some((call) => places.has(spanKey(call)));
}

/** The effect at a step, if there is one. */
function effectOf(step: Step | undefined): Effect | undefined {
  return step?.does?.kind === 'effect' ? step.does.effect : undefined;
}

/** Places that answer after a passed check: a verification where there is one that lets anybody in, else a test of address or claim. */
function passedAnswers(graph: AccessGraph): ReadonlySet<string> | undefined {
  const verified = heads(graph, ({ kind }) => kind === 'verified');
  // A check that lets nobody in when it passes refuses nobody when it fails: it is the wrong way round.
  const passed = stepsAfter(graph, verified);
  const leadsOn = graph.steps.some((step, index) => passed[index] === 1 && (isSuccess(step) || isDone(step)));
  if (verified.length > 0) return leadsOn ? placesAfter(graph, verified) : undefined;
  const believed = heads(graph, (given) => (given.kind === 'network' || given.kind === 'claim') && given.equal);
  return believed.length > 0 ? placesAfter(graph, believed) : undefined;
}

function placesAfter(graph: AccessGraph, starts: readonly number[]): ReadonlySet<string> {
  const after = stepsAfter(graph, starts);
  return new Set(graph.steps.flatMap((step, index) => (after[index] === 1 && isSuccess(step) ? [spanKey(step.span)] : [])));
}

function isSuccess({ does, next }: Step): boolean {
  if (does?.kind === 'effect' && does.effect.kind === 'response') return true;
  return next.length === 0 && does?.kind !== 'reject' && does?.kind !== 'answered';
}
