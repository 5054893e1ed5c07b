import type { AccessGraph, Action, Condition, Edge, Guard } from '../model/access';
import type { EndpointFacts } from '../model/rule';
import type { Span } from '../model/source';
import { conditionInWords, guardInWords } from '../model/stations';
import { printable } from './style';

/** How many lines a graph may take; larger ones are cut there. */
const mostLines = 120;

/**
 * The access graph as an indented text: effects, verifications and the conditions that decide between them. What runs after several of them
 * is written once; the others say where. Steps that decide nothing are left out.
 */
export function explainGraph(facts: EndpointFacts, at: (span: Span) => string): readonly string[] {
  const { graph, guards } = facts;
  const essential = reduce(graph);
  const lines: string[] = [];
  const numbers = new Map<number, number>();
  let left = 0;
  const write = (depth: number, text: string): void => {
    if (lines.length < mostLines) lines.push(`${'  '.repeat(depth)}${text}`);
    else left++;
  };
  const visit = (start: number, depth: number): void => {
    let index = essential(start);
    for (;;) {
      const known = numbers.get(index);
      if (known !== undefined) return write(depth, `as after ${known}`);
      const step = graph.steps[index];
      if (!step) return;
      const number = numbers.size + 1;
      numbers.set(index, number);
      const said = step.does && words(step.does);
      if (said !== undefined) write(depth, `${number} ${said}  ${at(step.span)}`);
      const edges = branches(step.next, essential);
      const [only, other] = edges;
      if (!only) {
        if (step.does === undefined || step.does.kind === 'log') write(depth, `${number} the handler ends`);
        return;
      }
      if (other || only.given) {
        if (said === undefined) write(depth, `${number} it depends  ${at(step.span)}`);
        const isLabelled = edges.some(({ given }) => given);
        edges.forEach((edge, place) => {
          write(
            depth,
            edge.given
              ? `if ${inWords(edge.given, guards)}  ${at(edge.given.span)}`
              : isLabelled
                ? 'otherwise'
                : place === 0
                  ? 'either'
                  : 'or',
          );
          visit(edge.to, depth + 1);
        });
        return;
      }
      index = essential(only.to);
    }
  };
  visit(graph.entry, 0);
  return left > 0 ? [...lines, `and ${left} more lines`] : lines;
}

function inWords(given: Condition, guards: readonly Guard[]): string {
  return printable(given.kind === 'refused' ? `the check of ${guardInWords(guards[given.guard])} fails` : conditionInWords(given, guards));
}

function words(does: Action): string | undefined {
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
    case 'log':
      return undefined;
  }
}

/** Edges that lead to different places, one for each condition. */
function branches(edges: readonly Edge[], essential: (index: number) => number): readonly Edge[] {
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
function reduce(graph: AccessGraph): (index: number) => number {
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
