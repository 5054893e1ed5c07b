import type { AccessGraph, Condition, Guard } from './access';
import { heads, protectedEffects } from './reach';

/**
 * Whether a guard decides nothing about access: it is one of several, every path to an effect has another one verified, and failing it leads
 * there as well. A session that is looked at before the check of a secret, whatever comes of it, is one.
 */
export function isIdle({ graph, guards }: { readonly graph: AccessGraph; readonly guards: readonly Guard[] }, guard: Guard): boolean {
  const index = guards.indexOf(guard);
  if (index < 0 || guards.length < 2) return false;
  const goals = protectedEffects(graph);
  const isOther = (given: Condition): boolean => given.kind === 'verified' && given.guard !== index;
  if (reaches(graph, [graph.entry], goals, isOther)) return false;
  const failed = heads(graph, (given) => given.kind === 'refused' && given.guard === index);
  return reaches(graph, failed, goals, (given) => given.kind === 'verified' && given.guard === index);
}

/** Whether a path leads from some steps to others that takes no edge with a forbidden condition. */
function reaches(
  graph: AccessGraph,
  starts: readonly number[],
  goals: ReadonlySet<number>,
  isForbidden: (given: Condition) => boolean,
): boolean {
  const seen = new Set(starts);
  for (const index of seen) {
    if (goals.has(index)) return true;
    for (const { to, given } of graph.steps[index]?.next ?? []) if (!given || !isForbidden(given)) seen.add(to);
  }
  return false;
}
