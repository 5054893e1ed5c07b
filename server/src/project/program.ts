import ts from 'typescript';
import type { Snapshot, Uri } from '../model/source';
import { Consulted } from './consulted';
import { withParents } from './parents';
import { type Resolver, createResolver } from './resolve';
import type { InSteps } from './steps';

/** What an import specifier leads to. */
export type Resolved =
  | { readonly kind: 'file'; readonly uri: Uri }
  /** Normalised: `npm:hono@4/cors` is `hono/cors`, `fs` is `node:fs`, a trailing `.js` of a subpath is dropped. */
  | { readonly kind: 'package'; readonly name: string }
  /** It should be one of the project's own files, and there is none. */
  | { readonly kind: 'missing'; readonly specifier: string };

/** The project's own code, parsed on demand. */
export interface Program {
  readonly snapshot: Snapshot;
  /** The parsed file; `undefined` if it is unreadable, no TypeScript or JavaScript, or beyond the parser. Its `fileName` is the uri. */
  file(uri: Uri): ts.SourceFile | undefined;
  /** The text without parsing it. */
  text(uri: Uri): string | undefined;
  /** Where a specifier leads from a file. */
  resolve(specifier: string, from: Uri): Resolved;
  /** Runs work and tells every uri whose text, presence or absence it consulted; may be nested. */
  track<T>(work: () => T): { readonly result: T; readonly consulted: Consulted };
  /** The same for work in steps. */
  trackSteps<T>(work: InSteps<T>): InSteps<{ readonly result: T; readonly consulted: Consulted }>;
  /** Counts files as consulted: for an answer that was found earlier and depends on them. */
  consult(uris: Consulted | Iterable<Uri>): void;
  /** How many files this program has parsed itself, not counting what it took over. */
  readonly parsed: number;
  /** Files that were asked for and that the parser could not cope with: they nest deeper than its stack. */
  readonly unparsed: readonly Uri[];
}

interface Parsed {
  readonly version: string;
  readonly file: ts.SourceFile | undefined;
}

interface State {
  readonly files: Map<Uri, Parsed>;
  readonly resolver: Resolver;
}

const states = new WeakMap<Program, State>();

const scriptKinds: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JS,
  mjs: ts.ScriptKind.JS,
  cjs: ts.ScriptKind.JS,
  jsx: ts.ScriptKind.JSX,
};

const parseOptions: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** Makes a program over a snapshot; files of the previous one are reused where the version is equal. */
export function createProgram(snapshot: Snapshot, previous?: Program): Program {
  const before = previous && states.get(previous);
  const state: State = { files: kept(snapshot, before), resolver: createResolver(snapshot, before?.resolver) };
  const trackers: Consulted[] = [];
  let parsed = 0;

  const consult = (uri: Uri): void => void trackers.at(-1)?.add(uri);

  const program: Program = {
    snapshot,
    get parsed() {
      return parsed;
    },
    get unparsed() {
      return [...state.files].flatMap(([uri, { file }]) => (file === undefined ? [uri] : []));
    },
    text(uri) {
      consult(uri);
      return snapshot.read(uri)?.text;
    },
    file(uri) {
      consult(uri);
      const kind = scriptKinds[uri.slice(uri.lastIndexOf('.') + 1)];
      const source = kind === undefined ? undefined : snapshot.read(uri);
      if (!source) return undefined;
      const known = state.files.get(uri);
      if (known?.version === source.version) return known.file;
      const file = parse(uri, source.text, kind);
      state.files.set(uri, { version: source.version, file });
      parsed++;
      return file;
    },
    resolve(specifier, from) {
      const { resolved, consulted } = state.resolver.resolve(specifier, from);
      trackers.at(-1)?.use(consulted);
      return resolved;
    },
    consult(uris) {
      const tracker = trackers.at(-1);
      if (uris instanceof Consulted) tracker?.use(uris);
      else if (tracker) for (const uri of uris) tracker.add(uri);
    },
    track(work) {
      const consulted = new Consulted();
      trackers.push(consulted);
      try {
        return { result: work(), consulted };
      } finally {
        trackers.pop();
        trackers.at(-1)?.use(consulted);
      }
    },
    *trackSteps(work) {
      const consulted = new Consulted();
      trackers.push(consulted);
      try {
        return { result: yield* work, consulted };
      } finally {
        trackers.pop();
        trackers.at(-1)?.use(consulted);
      }
    },
  };
  states.set(program, state);
  return program;
}

function parse(uri: Uri, text: string, kind: ts.ScriptKind | undefined): ts.SourceFile | undefined {
  const source = withinStack(() => ts.createSourceFile(uri, text, parseOptions, false, kind));
  // What nests deeper than the stack the parser's own way of setting parents may still master: it takes longer, but no stack.
  return source && (withinStack(() => withParents(source)) ?? withinStack(() => ts.createSourceFile(uri, text, parseOptions, true, kind)));
}

function withinStack<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A copy, so that the previous program stays usable; files that are gone are let go. */
function kept(snapshot: Snapshot, before: State | undefined): Map<Uri, Parsed> {
  const files = new Map<Uri, Parsed>();
  for (const [uri, parsed] of before?.files ?? []) {
    if (snapshot.files.has(uri)) files.set(uri, parsed);
  }
  return files;
}
