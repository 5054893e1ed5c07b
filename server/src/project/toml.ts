import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { SourceText } from '../model/source';
import { type Entry, type Reading, type Tree, spanIn } from './tree';

/** Reads TOML; tables and dotted keys become nested maps. A broken file gives the part before the breakage. */
export function readToml(source: SourceText): Reading {
  const whole = parse(source.text);
  if (!(whole instanceof ParseError)) return { documents: [treeOf(source, whole)], problems: [] };
  const problem = {
    span: spanIn(source.uri, whole.index, whole.index + 1),
    message: `This file is not valid TOML (${whole.message.toLowerCase().replace(/\.$/, '')}), so schedules in it may be missing.`,
  };
  const part = parse(source.text.slice(0, source.text.lastIndexOf('\n[', whole.index) + 1));
  return { documents: part instanceof ParseError ? [] : [treeOf(source, part)], problems: [problem] };
}

function parse(text: string): AST.TOMLProgram | ParseError {
  try {
    return parseTOML(text);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
}

interface Builder {
  readonly entries: { key: string; keySpan: Entry['keySpan']; value: Tree | Builder | Builder[] }[];
  readonly span: Entry['keySpan'];
}

function treeOf(source: SourceText, program: AST.TOMLProgram): Tree {
  const root: Builder = { entries: [], span: spanIn(source.uri, ...program.range) };
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLTable') {
      const table = open(source, root, node.key, node.kind === 'array');
      node.body.forEach((pair) => assign(source, table, pair));
    } else {
      assign(source, root, node);
    }
  }
  return built(root);
}

function assign(source: SourceText, into: Builder, pair: AST.TOMLKeyValue): void {
  const names = pair.key.keys;
  const last = names.at(-1);
  if (!last) return;
  const parent = names.slice(0, -1).reduce((builder, key) => child(source, builder, key), into);
  parent.entries.push({ key: keyText(last), keySpan: spanIn(source.uri, ...last.range), value: valueOf(source, pair.value) });
}

function open(source: SourceText, root: Builder, key: AST.TOMLKey, isArray: boolean): Builder {
  const parent = key.keys.slice(0, isArray ? -1 : undefined).reduce((builder, part) => child(source, builder, part), root);
  const last = key.keys.at(-1);
  if (!isArray || !last) return parent;
  const item: Builder = { entries: [], span: spanIn(source.uri, ...key.range) };
  const known = parent.entries.find((entry) => entry.key === keyText(last))?.value;
  if (Array.isArray(known)) known.push(item);
  else parent.entries.push({ key: keyText(last), keySpan: spanIn(source.uri, ...last.range), value: [item] });
  return item;
}

function child(source: SourceText, builder: Builder, key: AST.TOMLBare | AST.TOMLQuoted): Builder {
  const known = builder.entries.find((entry) => entry.key === keyText(key))?.value;
  if (Array.isArray(known)) return known.at(-1) ?? builder;
  if (known && 'entries' in known && !('kind' in known)) return known;
  const made: Builder = { entries: [], span: spanIn(source.uri, ...key.range) };
  builder.entries.push({ key: keyText(key), keySpan: made.span, value: made });
  return made;
}

function built(builder: Builder): Tree {
  const entries = builder.entries.map(({ key, keySpan, value }) => ({ key, keySpan, value: finished(value) }));
  return { kind: 'map', entries, span: builder.span };
}

function finished(value: Tree | Builder | Builder[]): Tree {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(built), span: value[0]?.span ?? { uri: '', start: 0, end: 0 } };
  return 'kind' in value ? value : built(value);
}

function valueOf(source: SourceText, node: AST.TOMLContentNode): Tree {
  const span = spanIn(source.uri, ...node.range);
  if (node.type === 'TOMLArray') return { kind: 'list', items: node.elements.map((element) => valueOf(source, element)), span };
  if (node.type === 'TOMLInlineTable') {
    const table: Builder = { entries: [], span };
    node.body.forEach((pair) => assign(source, table, pair));
    return built(table);
  }
  if (node.kind === 'string') {
    const quotes = node.multiline ? 3 : 1;
    return { kind: 'scalar', value: node.value, span: { ...span, start: span.start + quotes, end: span.end - quotes } };
  }
  return {
    kind: 'scalar',
    value: typeof node.value === 'number' || typeof node.value === 'boolean' ? node.value : String(node.value),
    span,
  };
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}
