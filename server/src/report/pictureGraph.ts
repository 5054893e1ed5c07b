import type { AccessGraph, Condition, Edge, Guard } from '../model/access';
import { exposures } from '../model/path';
import type { EndpointFacts } from '../model/rule';
import type { Span } from '../model/source';
import { branches, inWords, reduce, words } from './essential';

/** What a node of the picture stands for. `more` stands for what is left out of a large graph. */
export type NodeKind = 'request' | 'guard' | 'decision' | 'effect' | 'answer' | 'reject' | 'other' | 'end' | 'more';

/** A box of the picture. */
export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly words: string;
  readonly span: Span | undefined;
  /** Whether it lies on a path to an effect on which no credential is verified. */
  readonly open: boolean;
}

/** An arrow of the picture. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** `yes`, `no` or a condition in words; empty when nothing is decided. */
  readonly label: string;
  readonly open: boolean;
}

/** The access graph as boxes and arrows. */
export interface PictureGraph {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** The words of a decision that is on none of the conditions that are told apart. */
export const dependsOnCode = 'it depends';

/** Larger pictures cannot be read. */
const mostNodes = 60;

/** Reduces the access graph to what can be drawn: decisions, guards, effects and answers, and the ways between them. */
export function pictureGraph({ graph, guards, endpoint }: EndpointFacts): PictureGraph {
  const essential = reduce(graph);
  const opened = openWays(graph, guards, essential);
  const nodes = new Map<string, PictureNode>();
  const edges: PictureEdge[] = [];
  const queue: number[] = [];
  const enter = (from: string, index: number, label: string, open: boolean): void => {
    const isKnown = nodes.has(String(index)) || queue.includes(index);
    const isLeftOut = !isKnown && nodes.size + queue.length >= mostNodes;
    if (isLeftOut) nodes.set('more', { id: 'more', kind: 'more', words: 'more, left out here', span: undefined, open: false });
    else if (!isKnown) queue.push(index);
    edges.push({ from, to: isLeftOut ? 'more' : String(index), label, open });
  };
  nodes.set('request', { id: 'request', kind: 'request', words: 'a request arrives', span: endpoint.declaration, open: opened.any });
  enter('request', essential(graph.entry), '', opened.any);
  for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
    const step = graph.steps[index];
    if (!step) continue;
    const open = opened.passes(index);
    const next = branches(step.next, essential);
    const action = actionNode(graph, index, open);
    const decides = next.length > 1 || next[0]?.given !== undefined;
    if (action || !decides) {
      const isOver = next.length === 0;
      const node = action ?? {
        id: String(index),
        kind: 'end' as const,
        words: isOver ? 'the handler ends' : 'goes on',
        span: step.span,
        open,
      };
      nodes.set(node.id, node);
    }
    const id = action && decides ? `${index}?` : String(index);
    if (action && decides) edges.push({ from: action.id, to: id, label: '', open });
    const question = decides ? questionOf(next) : undefined;
    if (decides) nodes.set(id, decisionNode(id, question, guards, step.span, open));
    for (const edge of next) enter(id, edge.to, labelOf(edge, question, next, guards), opened.takes(index, edge));
  }
  return { nodes: [...nodes.values()], edges: distinct(edges) };
}

function actionNode(graph: AccessGraph, index: number, open: boolean): PictureNode | undefined {
  const step = graph.steps[index];
  const said = step?.does && words(step.does);
  if (step?.does === undefined || said === undefined) return undefined;
  const { does, span } = step;
  const kind =
    does.kind === 'effect' ? (does.effect.kind === 'response' ? 'answer' : 'effect') : does.kind === 'reject' ? 'reject' : 'other';
  return { id: String(index), kind, words: said, span, open };
}

function decisionNode(id: string, question: Condition | undefined, guards: readonly Guard[], span: Span, open: boolean): PictureNode {
  if (question === undefined) return { id, kind: 'decision', words: dependsOnCode, span, open };
  const kind = question.kind === 'verified' || question.kind === 'refused' ? 'guard' : 'decision';
  return { id, kind, words: inWords(question, guards), span: question.span, open };
}

/** The condition that a decision is about: a positive one, where there is one. */
function questionOf(edges: readonly Edge[]): Condition | undefined {
  const given = edges.flatMap((edge) => edge.given ?? []);
  return given.find((condition) => about(condition).positive) ?? given[0];
}

function labelOf({ given }: Edge, question: Condition | undefined, all: readonly Edge[], guards: readonly Guard[]): string {
  if (question === undefined) return '';
  if (given === undefined) return all.length === 2 ? 'no' : 'otherwise';
  const [asked, answered] = [about(question), about(given)];
  if (asked.what !== answered.what) return inWords(given, guards);
  return asked.positive === answered.positive ? 'yes' : 'no';
}

/** What a condition is about, and whether it affirms it. */
function about(condition: Condition): { readonly what: string; readonly positive: boolean } {
  switch (condition.kind) {
    case 'verified':
    case 'refused':
      return { what: `guard ${condition.guard}`, positive: condition.kind === 'verified' };
    case 'unset':
      return { what: `variable ${condition.variable}`, positive: condition.set };
    case 'environment':
      return { what: `environment ${condition.variable} ${condition.value}`, positive: condition.equal };
    case 'network':
    case 'host':
      return { what: `${condition.kind} ${condition.source}`, positive: condition.equal };
    case 'claim':
      return { what: `claim ${condition.name}`, positive: condition.equal };
    case 'spelling':
      return { what: condition.what, positive: true };
    case 'left-out':
      return { what: 'left out', positive: true };
  }
}

/** The essential steps and edges on unverified paths. */
function openWays(graph: AccessGraph, guards: readonly Guard[], essential: (index: number) => number) {
  const found = exposures(graph, guards);
  const steps = new Set<number>();
  const taken = new Set<string>();
  for (const { steps: path } of found) {
    let at: number | undefined;
    for (const { index, via } of path) {
      const to = essential(index);
      steps.add(to);
      if (at !== undefined && at !== to) taken.add(key(at, to, via)).add(key(at, to, undefined));
      at = to;
    }
  }
  return {
    any: found.length > 0,
    passes: (index: number) => steps.has(index),
    takes: (from: number, { to, given }: Edge) => taken.has(key(from, to, given)),
  };
}

function key(from: number, to: number, given: Condition | undefined): string {
  return `${from} ${to} ${given === undefined ? '' : JSON.stringify(given)}`;
}

function distinct(edges: readonly PictureEdge[]): readonly PictureEdge[] {
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to} ${edge.label}`, edge])).values()];
}
