import { type Node, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { SourceText } from '../model/source';
import { type Reading, type Tree, spanIn } from './tree';

const options = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true };

/**
 * Reads JSON with comments and trailing commas; a broken document gives what precedes and follows the breakage, and a problem that says what
 * this may mean.
 */
export function readJson(source: SourceText, consequence = 'schedules in it may be missing'): Reading {
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, options);
  const first = errors[0];
  // Further errors follow from the first.
  const problems = first
    ? [
        {
          span: spanIn(source.uri, first.offset, Math.min(source.text.length, first.offset + Math.max(1, first.length))),
          message: `This file is not valid JSON (${words(printParseErrorCode(first.error))}), so ${consequence}.`,
        },
      ]
    : [];
  return { documents: root ? [treeOf(source, root)] : [], problems };
}

/** The value of a JSON text without places; `undefined` when nothing can be read. */
export function jsonValue(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = parse(text, [], options);
  }
  return value;
}

function treeOf(source: SourceText, node: Node): Tree {
  const span = spanIn(source.uri, node.offset, node.offset + node.length);
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'list', items: children.map((child) => treeOf(source, child)), span };
  if (node.type === 'object') {
    const entries = children.flatMap((child) => {
      const [key, value] = child.children ?? [];
      const name: unknown = key?.value;
      return key && value && typeof name === 'string' ? [{ key: name, keySpan: inner(source, key), value: treeOf(source, value) }] : [];
    });
    return { kind: 'map', entries, span };
  }
  const value: unknown = node.value;
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: isScalar ? value : null, span: typeof value === 'string' ? inner(source, node) : span };
}

function inner(source: SourceText, node: Node) {
  return spanIn(source.uri, node.offset + 1, Math.max(node.offset + 1, node.offset + node.length - 1));
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
