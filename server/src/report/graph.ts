import type { EndpointFacts } from '../model/rule';
import type { Span } from '../model/source';
import { branches, inWords, reduce, words } from './essential';

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
