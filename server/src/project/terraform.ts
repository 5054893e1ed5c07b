import type { Snapshot, SourceText, Uri } from '../model/source';
import { readHcl } from './hcl';
import { readJson } from './json';
import { memoized } from './memoized';
import { dirname } from './paths';
import { type Entry, type Tree, at, entries, items, text } from './tree';

/** Paths of files that a Terraform module is made of. */
export const terraformFile = /\.tf(?:\.json)?$/;

/** A block of a Terraform module: `resource.google_service_account.cron`, `locals`. */
export type Block = Entry;

/** What the files of one folder declare together. */
export interface TerraformModule {
  readonly blocks: readonly Block[];
  /** The blocks of one file of it, each as often as it is made: once for every key of `for_each`, every item that `count` goes through. */
  readonly own: readonly Block[];
}

/** Reads the module that a file belongs to. Values that the module gives to `local` and `var` stand in its texts where they are known. */
export function terraformModule(manifest: SourceText, snapshot: Snapshot): TerraformModule {
  const blocks = terraformSources(manifest, snapshot).flatMap((source) => terraformBlocks(source));
  const values = new Values(blocks);
  const own = terraformBlocks(manifest).flatMap((block) => instances(block, manifest, values));
  return { blocks, own: own.map((block) => ({ ...block, value: values.known(block.value) })) };
}

/** The files of the module that a file belongs to. */
export function terraformSources(manifest: SourceText, snapshot: Snapshot): readonly SourceText[] {
  return filesBeside(manifest.uri, snapshot.files).flatMap((uri) => (uri === manifest.uri ? manifest : (snapshot.read(uri) ?? [])));
}

function filesBeside(manifest: Uri, files: ReadonlySet<Uri>): readonly Uri[] {
  return filesByFolder(files).get(dirname(manifest)) ?? [manifest];
}

const filesByFolder = memoized((files: ReadonlySet<Uri>): ReadonlyMap<Uri, readonly Uri[]> => {
  const byFolder = new Map<Uri, readonly Uri[]>();
  for (const uri of files) {
    if (terraformFile.test(uri)) byFolder.set(dirname(uri), [...(byFolder.get(dirname(uri)) ?? []), uri]);
  }
  return byFolder;
});

/** The blocks of one file, as they are written. */
export const terraformBlocks = memoized((source: SourceText): readonly Block[] =>
  source.uri.endsWith('.json') ? named(readJson(source).documents[0]) : entries(readHcl(source)),
);

/** Labels are keys of nested objects in JSON. */
function named(document: Tree | undefined): readonly Block[] {
  const labels: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1, output: 1 };
  const below = (entry: Entry, depth: number): readonly Block[] =>
    depth === 0 ? [entry] : entries(entry.value).flatMap((inner) => below({ ...inner, key: `${entry.key}.${inner.key}` }, depth - 1));
  return entries(document).flatMap((entry) => below(entry, labels[entry.key] ?? 0));
}

/** The values that a module gives to its names. */
class Values {
  constructor(private readonly blocks: readonly Block[]) {}

  /** What `local.x`, or `var.x` by default, is. */
  of(kind: string, name: string): Tree | undefined {
    const found = this.blocks.flatMap(({ key, value }) => {
      if (kind === 'local') return key === 'locals' ? (at(value, name) ?? []) : [];
      return key === `variable.${name}` ? (at(value, 'default') ?? []) : [];
    });
    return found[0];
  }

  /** The tree with the texts that are known in the place of expressions; others stay. */
  known(tree: Tree): Tree {
    return substituted(tree, (expression) => {
      const [, kind = '', name = '', rest = ''] = /^(local|var)\.([\w-]+)(.*)$/s.exec(expression) ?? [];
      const value = member(kind === '' ? undefined : this.of(kind, name), rest);
      const written = text(value);
      return value && written !== undefined && written !== '' && !written.includes(expression) ? { written, span: undefined } : undefined;
    });
  }
}

/** What an expression is, with the place where the value is written if that is where the instance differs from others. */
interface Known {
  readonly written: string;
  readonly span: Tree['span'] | undefined;
}

/** Puts known values in, a few times over: a value may mention another one. */
function substituted(tree: Tree, valueOf: (expression: string) => Known | undefined): Tree {
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => substituted(item, valueOf)) };
  if (tree.kind === 'map')
    return { ...tree, entries: tree.entries.map((entry) => ({ ...entry, value: substituted(entry.value, valueOf) })) };
  if (typeof tree.value !== 'string') return tree;
  let { value, span } = tree;
  for (let round = 0; round < 3; round++) {
    const next = value.replace(/\$\{([^{}]+)\}/g, (whole, expression: string) => {
      const found = valueOf(expression.trim());
      span = found?.span ?? span;
      return found?.written ?? whole;
    });
    if (next === value) break;
    value = next;
  }
  return { ...tree, value, span };
}

/** `.path`, `["path"]`, one after the other. */
function member(tree: Tree | undefined, written: string): Tree | undefined {
  if (written === '') return tree;
  const [whole, name, quoted, index] = /^(?:\.([A-Za-z_][\w-]*)|\["([^"\]]+)"\]|[.[](\d+)\]?)/.exec(written) ?? [];
  if (whole === undefined) return undefined;
  return member(at(tree, index === undefined ? (name ?? quoted ?? '') : Number(index)), written.slice(whole.length));
}

/** The instances of a block; one that is not repeated, or in a way that is not known, is the only one. */
function instances(block: Block, source: SourceText, values: Values): readonly Block[] {
  const each = at(block.value, 'for_each');
  if (each) {
    const made = pairs(listed(each, source, values)).map(
      ({ key, value }) =>
      repeated(block, new Map([['each.key', key], ['each.value', value]])), // prettier-ignore
    );
    return made.length > 0 ? made : [block];
  }
  if (!at(block.value, 'count')) return [block];
  const list = /((?:local|var)\.[\w-]+)\[count\.index\]/.exec(source.text.slice(block.value.span.start, block.value.span.end))?.[1];
  const [kind = '', name = ''] = list?.split('.') ?? [];
  const made = items(values.of(kind, name)).map((item) => repeated(block, new Map([[`${list}[count.index]`, item]])));
  return made.length > 0 ? made : [block];
}

/** What `for_each` goes through: written there, or the first value of the module that its expression names. */
function listed(each: Tree, source: SourceText, values: Values): Tree | undefined {
  const written = source.text.slice(each.span.start, each.span.end);
  if (each.kind !== 'scalar' && !/^\{\s*for\b/.test(written)) return each;
  const [, kind = '', name = ''] = /\b(local|var)\.([\w-]+)/.exec(written) ?? [];
  return values.of(kind, name);
}

/** A set's keys are its values. */
function pairs(tree: Tree | undefined): readonly { readonly key: Tree; readonly value: Tree }[] {
  return [
    ...entries(tree).map(({ key, keySpan, value }) => ({ key: { kind: 'scalar', value: key, span: keySpan } as const, value })),
    ...items(tree).map((item) => ({ key: item, value: item })),
  ];
}

function repeated(block: Block, values: ReadonlyMap<string, Tree>): Block {
  const value = substituted(block.value, (expression) => {
    // `lookup(each.value, "method", "POST")` and `try(each.value.method, "POST")` name a value and what stands in for it.
    const [, map, key, absent] = /^lookup\(\s*([\w.]+)\s*,\s*"(\w+)"\s*(?:,\s*"([^"]*)"\s*)?\)$/.exec(expression) ?? [];
    const [, tried, otherwise] = /^try\(\s*([^,]+?)\s*,\s*"([^"]*)"\s*\)$/.exec(expression) ?? [];
    const wanted = map === undefined ? (tried ?? expression) : `${map}.${key}`;
    for (const [name, tree] of values) {
      if (!wanted.startsWith(name)) continue;
      const found = member(tree, wanted.slice(name.length));
      const written = text(found);
      if (found && written !== undefined) return { written, span: found.span };
    }
    const substitute = absent ?? otherwise;
    return substitute === undefined ? undefined : { written: substitute, span: undefined };
  });
  return { ...block, value };
}
