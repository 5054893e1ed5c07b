import type { ManifestProblem } from '../model/adapters';
import type { SourceText, Span, Uri } from '../model/source';

/** A value of a configuration file with the place it stands, whatever its syntax. */
export type Tree =
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly span: Span }
  /** The span of a quoted string is the text between the quotes. */
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly span: Span };

/** A key with its value. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}

/** What could be read of a file. Problems never hide what could be read. */
export interface Reading {
  /** One tree a document; only YAML has several. */
  readonly documents: readonly Tree[];
  readonly problems: readonly ManifestProblem[];
}

/** The value under a chain of keys; a number picks a list's item. */
export function at(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  let current = tree;
  for (const step of path) {
    if (typeof step === 'number') current = items(current)[step];
    else current = entries(current).find((entry) => entry.key === step)?.value;
  }
  return current;
}

/** The entries of a map; anything else has none. */
export function entries(tree: Tree | undefined): readonly Entry[] {
  return tree?.kind === 'map' ? tree.entries : [];
}

/** The items of a list; anything else has none. */
export function items(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The text of a string or number. */
export function text(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && (typeof tree.value === 'string' || typeof tree.value === 'number') ? String(tree.value) : undefined;
}

/** Whether the value is `true`, or the word for it. */
export function isTrue(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && (tree.value === true || tree.value === 'true');
}

/** The value and everything in it, outer first. */
export function* walk(tree: Tree | undefined): Generator<Tree> {
  if (!tree) return;
  yield tree;
  for (const entry of entries(tree)) yield* walk(entry.value);
  for (const item of items(tree)) yield* walk(item);
}

/** The value as plain data. */
export function plain(tree: Tree | undefined): unknown {
  if (!tree) return undefined;
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plain);
  return Object.fromEntries(tree.entries.map((entry) => [entry.key, plain(entry.value)]));
}

/** Where a fragment of a scalar's value stands; the whole scalar if it is written differently (escapes, folded lines). */
export function locate(source: SourceText, scalar: Span, fragment: string, from = scalar.start): Span {
  const found = fragment === '' ? -1 : source.text.indexOf(fragment, Math.max(from, scalar.start));
  return found < 0 || found + fragment.length > scalar.end ? scalar : { uri: source.uri, start: found, end: found + fragment.length };
}

/** A span of a file. */
export function spanIn(uri: Uri, start: number, end: number): Span {
  return { uri, start, end };
}
