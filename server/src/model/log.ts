import type { AccessGraph, Condition, Step } from './access';
import { heads, stepsAfter, stepsBefore, tails } from './reach';

/** Which attempts to call an endpoint leave no log, neither where they are decided nor before or after. */
export interface Unlogged {
  readonly accepted: boolean;
  readonly rejected: boolean;
}

/**
 * Looks for log entries among what an attempt passes: everything that leads to a check, and everything that its outcome leads to. What only
 * logs when the job fails afterwards is no log of an accepted attempt.
 */
export function unlogged(graph: AccessGraph): Unlogged {
  const logs = graph.steps.flatMap(({ does }, index) => (does?.kind === 'log' ? [index] : []));
  const succeeds = stepsBefore(
    graph,
    graph.steps.flatMap((step, index) => (isSuccess(step) ? [index] : [])),
  );
  // Where nothing is checked, every attempt is accepted.
  if (tails(graph, isOutcome).length === 0) return { accepted: !logs.some((index) => succeeds[index] === 1), rejected: false };
  const decided = stepsBefore(graph, tails(graph, isOutcome));
  if (logs.some((index) => decided[index] === 1 && isEarly(graph, index))) return { accepted: false, rejected: false };
  const passed = stepsAfter(
    graph,
    heads(graph, ({ kind }) => kind === 'verified'),
  );
  const refused = stepsAfter(
    withoutVerified(graph),
    heads(graph, ({ kind }) => kind === 'refused'),
  );
  return {
    accepted: !logs.some((index) => passed[index] === 1 && succeeds[index] === 1),
    rejected: !logs.some((index) => refused[index] === 1),
  };
}

function isOutcome({ kind }: Condition): boolean {
  return kind === 'verified' || kind === 'refused';
}

/** Whether every attempt passes a step: it comes before any outcome. */
function isEarly(graph: AccessGraph, index: number): boolean {
  return stepsAfter(graph, heads(graph, isOutcome))[index] !== 1;
}

function withoutVerified(graph: AccessGraph): AccessGraph {
  return {
    ...graph,
    steps: graph.steps.map((step) => ({ ...step, next: step.next.filter(({ given }) => given?.kind !== 'verified') })),
  };
}

function isSuccess({ does, next }: Step): boolean {
  return (
    (does?.kind === 'effect' && does.effect.kind === 'response') ||
    (next.length === 0 && does?.kind !== 'reject' && does?.kind !== 'answered')
  );
}
