import { Graph, layout } from '@dagrejs/dagre';
import type { EndpointReport } from '../engine/report';
import type { Span } from '../model/source';
import { dependsOnCode, pictureGraph, type NodeKind, type PictureEdge, type PictureNode } from './pictureGraph';
import type { Places } from './position';

/** The access graph of an endpoint as a picture. */
export interface Picture {
  /** An `<svg>` without colours of its own: classes name what each part is. */
  readonly svg: string;
  /** What the picture shows, for people who hear it. */
  readonly summary: string;
  /** Places that nodes lead to, by the number in their `data-place`. */
  readonly spans: readonly Span[];
}

/** Sizes in the picture's units, which are pixels at its natural size; letters are as wide as those of common fonts at 13 px. */
const letter = 7;
const lineHeight = 17;
const padding = 10;
const longestLine = 34;

/** Wider pictures are scrolled instead of being made to fit. */
const widest = 1000;

const spoken: Readonly<Record<NodeKind, string>> = {
  request: 'Start',
  guard: 'Guard',
  decision: 'Decision',
  effect: 'Effect',
  answer: 'Answer',
  reject: 'Rejection',
  other: 'Step',
  end: 'End',
  more: 'Cut',
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Arrow {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
}

/** Draws what an endpoint does; `undefined` where its code could not be followed at all. */
export function pictureOf({ endpoint, facts, verdict }: EndpointReport, places: Places): Picture | undefined {
  if (facts === undefined) return undefined;
  const drawing = pictureGraph(facts);
  const nodes = drawing.nodes.map((node) => ({ ...node, words: shownWords(node, places) }));
  const edges = drawing.edges.map((edge) => ({ ...edge, label: plain(edge.label) }));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 34, marginx: 8, marginy: 8 });
  const lines = new Map(nodes.map((node) => [node.id, linesOf(node, places)]));
  for (const { id } of nodes) graph.setNode(id, sizeOf(lines.get(id) ?? []));
  edges.forEach(({ from, to, label }, index) => {
    graph.setEdge(from, to, { width: label.length * letter, height: label === '' ? 0 : lineHeight, labelpos: 'c' }, String(index));
  });
  layout(graph);
  const { width = 0, height = 0 }: { readonly width?: number; readonly height?: number } = graph.graph() ?? {};
  const spans: Span[] = [];
  const title = `${endpoint.methods.length === 0 ? 'ALL' : endpoint.methods.join(',')} ${endpoint.path}`;
  const open = nodes.filter((node) => node.open).map((node) => node.words);
  const counted = (kind: NodeKind, word: string) => `${word}: ${nodes.filter((node) => node.kind === kind).length}`;
  const summary = [
    `${title}: ${verdict}; ${[counted('guard', 'guards'), counted('decision', 'decisions'), counted('effect', 'effects')].join(', ')}.`,
    open.length === 0 ? 'No path reaches an effect unverified.' : `Unverified path: ${open.join(', then ')}.`,
  ].join(' ');
  const drawnEdges = edges.map((edge, index) => arrow(edge, graph.edge(edge.from, edge.to, String(index))));
  const drawnNodes = nodes.map((node) => {
    const place = node.span === undefined ? undefined : spans.push(node.span) - 1;
    return box(node, lines.get(node.id) ?? [], graph.node(node.id), place);
  });
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="${escaped(summary)}"${width > widest ? ' class="wide"' : ''} ${size}>`,
    `<defs>${marker('arrow')}${marker('arrow-open')}</defs>`,
    ...drawnEdges,
    ...drawnNodes,
    '</svg>',
  ].join('\n');
  return { svg, summary, spans };
}

/** A decision on nothing that has a name of its own names the code that it depends on. */
function shownWords({ words, span }: PictureNode, places: Places): string {
  const code = words === dependsOnCode && span !== undefined ? shortCode(span, places) : undefined;
  return code === undefined ? plain(words) : `${words} on ${code}`;
}

/** The text of a place that is a part of one line, if it can be read in a box. */
function shortCode(span: Span, places: Places): string | undefined {
  const { line, column, endLine, endColumn } = places.of(span);
  const code = line === endLine ? places.line(span.uri, line)?.slice(column - 1, endColumn - 1) : undefined;
  return code === undefined || code === '' || code.length > longestLine ? undefined : code;
}

/** Without the marks that code has in plain text: a picture is no such text. */
function plain(words: string): string {
  return words.replaceAll('`', '');
}

function linesOf({ kind, words, span }: PictureNode, places: Places): readonly string[] {
  const place = span && places.of(span);
  const isQuestion = (kind === 'guard' || kind === 'decision') && !words.startsWith(dependsOnCode);
  return [
    ...wrapped(isQuestion ? `${words}?` : words),
    ...(place ? [`${place.file.slice(place.file.lastIndexOf('/') + 1)}:${place.line}`] : []),
  ];
}

/** Breaks a text between words; a word that is longer stays whole up to twice the length. */
function wrapped(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const shown = word.length > longestLine * 1.5 ? `${word.slice(0, longestLine * 1.5)}…` : word;
    if (last === '') lines[lines.length - 1] = shown;
    else if (last.length + shown.length < longestLine) lines[lines.length - 1] = `${last} ${shown}`;
    else lines.push(shown);
  }
  return lines;
}

function sizeOf(lines: readonly string[]): { width: number; height: number } {
  return { width: Math.max(...lines.map(({ length }) => length)) * letter + 2 * padding, height: lines.length * lineHeight + 2 * padding };
}

function box(
  { kind, words, open }: PictureNode,
  lines: readonly string[],
  { x, y, width, height }: Box,
  place: number | undefined,
): string {
  const spokenLabel = `${spoken[kind]}: ${words}${open ? ', on an unverified path' : ''}${place === undefined ? '' : `, ${lines.at(-1) ?? ''}`}`;
  const link = place === undefined ? '' : ` tabindex="0" data-place="${place}"`;
  const radius = kind === 'guard' || kind === 'decision' ? height / 2 : 4;
  const text = lines.map((line, index) => {
    const isPlace = place !== undefined && index === lines.length - 1;
    const at = y - height / 2 + padding + lineHeight * (index + 0.75);
    return `<text class="${isPlace ? 'place' : 'words'}" x="${round(x)}" y="${round(at)}" text-anchor="middle">${escaped(line)}</text>`;
  });
  const rectangle = `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${round(radius)}"/>`;
  return `<g class="node ${kind}${open ? ' open' : ''}" role="${place === undefined ? 'img' : 'link'}" aria-label="${escaped(spokenLabel)}"${link}>${rectangle}${text.join('')}</g>`;
}

function arrow({ label, open }: PictureEdge, { points, x, y }: Arrow): string {
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join(' ');
  const path = `<path d="${line}" marker-end="url(#${open ? 'arrow-open' : 'arrow'})"/>`;
  const text =
    label === '' || x === undefined || y === undefined
      ? ''
      : `<text class="label" x="${round(x)}" y="${round(y + 4)}" text-anchor="middle">${escaped(label)}</text>`;
  return `<g class="edge${open ? ' open' : ''}" aria-hidden="true">${path}${text}</g>`;
}

function marker(id: string): string {
  return `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" markerUnits="userSpaceOnUse"><path class="${id}" d="M0 0 L8 4 L0 8 z"/></marker>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
