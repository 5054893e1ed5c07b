import type { AccessGraph, Action, Condition, Edge, Guard } from '../model/access';
import { conditionInWords, guardInWords } from '../model/stations';
import { printable } from './style';

/** A condition of an edge, as a clause. */
export function inWords(given: Condition, guards: readonly Guard[]): string {
  return printable(given.kind === 'refused' ? `the check of ${guardInWords(guards[given.guard])} fails` : conditionInWords(given, guards));
}

/** What a step does, as a clause about the handler; `undefined` for what changes nothing. */
export function words(does: Action): string | undefined {
  switch (does.kind) {
    case 'effect':
      return does.effect.kind === 'response'
        ? 'answers with success'
        : `runs \`${printable(does.effect.what)}\`${does.certain ? '' : ', which could not be resolved'}`;
    case 'lost':
      return {
        dropped: 'drops the result',
        'not-awaited': 'does not await the result',
        swallowed: 'catches the refusal',
        'not-stopped': 'goes on',
      }[does.how];
    case 'reject':
      return does.stops ? 'rejects' : 'rejects, and goes on';
    case 'answered':
      return 'a middleware answers';
    case 'log':
      return undefined;
  }
}

/** Edges that lead to different places, one for each condition. */
export function branches(edges: readonly Edge[], essential: (index: number) => number): readonly Edge[] {
  const distinct = new Map<string, Edge>();
  for (const edge of edges) {
    const to = essential(edge.to);
    const key = `${to} ${edge.given ? JSON.stringify(edge.given) : ''}`;
    if (!distinct.has(key)) distinct.set(key, { ...edge, to });
  }
  const all = [...distinct.values()];
  const [first] = all;
  // A decision after which everything is the same decides nothing here.
  return first && all.every((edge) => edge.to === first.to && edge.given?.kind !== 'verified') ? [{ to: first.to, given: undefined }] : all;
}

/** The first step from a place on that does or decides something. */
export function reduce(graph: AccessGraph): (index: number) => number {
  const known = new Map<number, number>();
  const find = (index: number, depth: number): number => {
    const found = known.get(index);
    if (found !== undefined) return found;
    known.set(index, index);
    const step = graph.steps[index];
    let answer = index;
    if (step && (step.does === undefined || step.does.kind === 'log') && depth < 2_000) {
      const next = branches(step.next, (to) => find(to, depth + 1));
      const [only, other] = next;
      if (only && !other && !only.given) answer = find(only.to, depth + 1);
    }
    known.set(index, answer);
    return answer;
  };
  return (index) => find(index, 0);
}
