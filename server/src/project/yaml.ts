import { type Document, type Node, type Pair, type Scalar, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { SourceText, Span } from '../model/source';
import { type Entry, type Reading, type Tree, spanIn } from './tree';

/** Reads every document of a YAML file; Helm's template expressions are read as unknown text of the same length. */
export function readYaml(source: SourceText): Reading {
  const text = /(?<!\$)\{\{/.test(source.text) ? withoutTemplates(source.text) : source.text;
  const parsed = parseAllDocuments(text, { strict: false, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  const documents = Array.isArray(parsed) ? parsed : [];
  const error = text === source.text ? documents.flatMap((document) => document.errors)[0] : undefined;
  const problems = error
    ? [
        {
          span: spanIn(source.uri, error.pos[0], Math.max(error.pos[0] + 1, error.pos[1])),
          message: `This file is not valid YAML (${error.message.split('\n')[0]?.toLowerCase().replace(/[.:]$/, '')}), so schedules in it may be missing.`,
        },
      ]
    : [];
  return {
    documents: documents.flatMap((document) => {
      const tree = document.contents && treeOf(source, document.contents, document, 0);
      return tree ? [tree] : [];
    }),
    problems,
  };
}

/** Keeps every offset: lines that only steer the template become blank, values become `${…}`. */
function withoutTemplates(text: string): string {
  return text
    .replace(/^[ \t]*(?:\{\{-?\s*(?:if|else|end|range|with|define|template|include|toYaml|\/\*|\$\w+\s*:?=)[\s\S]*?\}\}[ \t]*)+$/gm, blank)
    .replace(/(?<!\$)\{\{[\s\S]*?\}\}/g, (expression) => `\${${'_'.repeat(Math.max(0, expression.length - 3))}}`);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function treeOf(source: SourceText, node: Node, document: Document, depth: number): Tree | undefined {
  if (depth > 100) return undefined;
  if (isAlias(node)) {
    const target = node.resolve(document);
    return target && treeOf(source, target, document, depth + 1);
  }
  const span = spanOf(source, node);
  if (isSeq<Node>(node))
    return { kind: 'list', items: node.items.flatMap((item) => treeOf(source, item, document, depth + 1) ?? []), span };
  if (isMap<Node, Node | null>(node))
    return { kind: 'map', entries: node.items.flatMap((pair) => entriesOf(source, pair, document, depth + 1)), span };
  if (!isScalar(node)) return undefined;
  const value = node.value;
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: known ? value : null, span: quoted(node) ? { ...span, start: span.start + 1, end: span.end - 1 } : span };
}

function entriesOf(source: SourceText, pair: Pair<Node, Node | null>, document: Document, depth: number): readonly Entry[] {
  if (!isScalar(pair.key)) return [];
  const key = String(pair.key.value);
  const keySpan = spanOf(source, pair.key);
  const value = pair.value ? treeOf(source, pair.value, document, depth) : { kind: 'scalar' as const, value: null, span: keySpan };
  if (!value) return [];
  return key === '<<' && value.kind === 'map' ? value.entries : [{ key, keySpan, value }];
}

function spanOf(source: SourceText, node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return spanIn(source.uri, start, end);
}

function quoted(node: Scalar): boolean {
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
}
