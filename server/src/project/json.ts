import { type Node, type ParseError, getNodeValue, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ManifestProblem } from '../model/adapters';
import type { SourceText, Span } from '../model/source';

/** A JSON value with the place it stands; comments and trailing commas are allowed. */
export type JsonNode = Node;

/** What could be read of a JSON document. */
export interface JsonDocument {
  readonly root: JsonNode | undefined;
  readonly problems: readonly ManifestProblem[];
}

const options = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true };

/** Reads JSON with comments; a broken document gives what precedes and follows the breakage, and its problems. */
export function readJson(source: SourceText): JsonDocument {
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, options);
  const problems = errors.map((error) => ({
    span: { uri: source.uri, start: error.offset, end: Math.min(source.text.length, error.offset + Math.max(1, error.length)) },
    message: `This file is not valid JSON: ${words(printParseErrorCode(error.error))}.`,
  }));
  return { root, problems };
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

/** The plain value of a node. */
export function valueOf(node: JsonNode | undefined): unknown {
  return node && getNodeValue(node);
}

/** The value node of an object's property. */
export function property(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return properties(node).find((entry) => entry.name === name)?.value;
}

/** An object's properties in order, with the node of each key; anything else has none. */
export function properties(node: JsonNode | undefined): readonly { readonly name: string; readonly key: JsonNode; readonly value: JsonNode }[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((child) => {
    const [key, value] = child.children ?? [];
    return key && value && typeof key.value === 'string' ? [{ name: key.value, key, value }] : [];
  });
}

/** An array's elements; anything else has none. */
export function elements(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The text of a string node. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' && typeof node.value === 'string' ? node.value : undefined;
}

/** Where a node stands; the quotes of a string are left out. */
export function spanOf(source: SourceText, node: JsonNode): Span {
  const quote = node.type === 'string' ? 1 : 0;
  return { uri: source.uri, start: node.offset + quote, end: node.offset + node.length - quote };
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
