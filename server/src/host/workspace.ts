import type { Snapshot, SourceText, Uri } from '../model/source';
import type { FileContent, Files } from './files';
import { isForeignFolder } from './ignored';

/** A file that was asked for and cannot be analysed, or a folder that cannot be listed, and why. */
export interface Unread {
  readonly uri: Uri;
  readonly reason: string;
}

/** What was read: the text with its name, or why there is none. */
type Stored = SourceText | Extract<FileContent, { readonly reason: string }>;

/** What a watcher saw happen to a file or folder. */
export interface WatchedChange {
  readonly uri: Uri;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/**
 * One folder as the analysis sees it: its files with the open documents in front of them. Reads a file when it is asked for,
 * remembers it until it changes, and tells which files differ from what was last asked for.
 */
export class Workspace {
  readonly root: Uri;
  readonly #files: Files;
  readonly #documents = new Map<Uri, SourceText>();
  readonly #contents = new Map<Uri, Stored>();
  readonly #missing = new Set<Uri>();
  readonly #analyzed = new Set<Uri>();
  #listed: ReadonlySet<Uri> = new Set();
  #unreadable: readonly Unread[] = [];
  #changed: Set<Uri> | undefined;
  #outdated = true;
  #versions = 0;
  #snapshot: Snapshot | undefined;

  constructor(files: Files, root: Uri) {
    this.#files = files;
    this.root = root;
  }

  /** Brings the list of files up to date if something may have come or gone. */
  async list(): Promise<void> {
    if (!this.#outdated) return;
    this.#outdated = false;
    const { files, unreadable } = await this.#files.list(this.root);
    const listed = new Set(files);
    for (const uri of difference(this.#listed, listed)) this.#forget(uri);
    this.#listed = listed;
    this.#unreadable = unreadable;
    this.#snapshot = undefined;
  }

  /** The files as they are now. The same object until something changes. */
  snapshot(): Snapshot {
    this.#snapshot ??= { roots: [this.root], files: this.#listed, read: (uri) => this.#readForAnalysis(uri) };
    return this.#snapshot;
  }

  /** Files whose text, presence or absence differs from when this was last called; `undefined` the first time: all of them. */
  takeChanged(): readonly Uri[] | undefined {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed === undefined ? undefined : [...changed];
  }

  /** Whether {@link takeChanged} or {@link list} have something to say. */
  get isChanged(): boolean {
    return this.#outdated || this.#changed === undefined || this.#changed.size > 0;
  }

  /** A file's text: of the open document, or as stored. */
  read(uri: Uri): SourceText | undefined {
    const document = this.#documents.get(uri);
    if (document !== undefined) return document;
    const content = this.#contentOf(uri);
    return content !== undefined && 'text' in content ? content : undefined;
  }

  /** Reads files that {@link read} could not answer at once, and marks them as changed. */
  async load(uris: readonly Uri[]): Promise<void> {
    const wanted = new Set([...uris, ...this.#missing]);
    this.#missing.clear();
    await Promise.all(
      [...wanted].map(async (uri) => {
        if (this.#contents.has(uri)) return;
        this.#keep(uri, await this.#files.read(uri));
        this.#mark(uri);
      }),
    );
  }

  /** Files that were asked for and must be loaded first. */
  get missing(): readonly Uri[] {
    return [...this.#missing];
  }

  /** Every file that was read through a snapshot and is text; that a document is open makes no difference. */
  *texts(): Iterable<SourceText> {
    for (const uri of this.#analyzed) {
      const source = this.#listed.has(uri) ? this.read(uri) : undefined;
      if (source !== undefined) yield source;
    }
  }

  /** What was asked for and could not be read. */
  unread(): readonly Unread[] {
    const files = [...this.#contents].flatMap(([uri, content]) =>
      'reason' in content && content.absent !== true && !this.#documents.has(uri) ? [{ uri, reason: content.reason }] : [],
    );
    return [...this.#unreadable, ...files].toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** A document was opened or edited: its text counts, not the stored one. */
  setDocument(uri: Uri, text: string): void {
    const before = this.#documents.get(uri) ?? this.#stored(uri);
    if (before?.text === text) {
      // The same version for the same text: opening a file changes nothing.
      this.#documents.set(uri, before);
    } else {
      this.#documents.set(uri, { uri, version: `document ${++this.#versions}`, text });
      this.#mark(uri);
    }
    // It may be new; an ignored file stays out although it is open.
    if (!this.#listed.has(uri) && !this.#isForeign(uri)) this.#outdated = true;
  }

  /** A document was closed: the stored text counts again. */
  closeDocument(uri: Uri): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    this.#documents.delete(uri);
    this.#contents.delete(uri);
    if (this.#stored(uri)?.version === document.version) return;
    this.#mark(uri);
    this.#outdated = true;
  }

  /** Takes notice of what a watcher saw. */
  watched(changes: readonly WatchedChange[]): void {
    for (const { uri, kind } of changes) {
      if (this.#isForeign(uri)) continue;
      if (kind === 'changed' && !uri.endsWith('/.gitignore')) {
        if (!this.#listed.has(uri) && !this.#contents.has(uri)) continue;
        this.#contents.delete(uri);
        if (!this.#documents.has(uri)) this.#mark(uri);
      } else {
        this.#contents.delete(uri);
        // One event may stand for a whole folder, and whether a new file is ignored takes the whole list to tell.
        this.#outdated = true;
        if (!this.#documents.has(uri)) this.#mark(uri);
      }
    }
  }

  /** Looks again at everything that was read, for hosts that nobody tells of changes and that read without waiting. */
  revisit(): void {
    this.#outdated = true;
    for (const [uri, known] of this.#contents) {
      const now = this.#files.readSync?.(uri);
      if (now === undefined || ('text' in now ? 'text' in known && now.text === known.text : 'reason' in known)) continue;
      this.#keep(uri, now);
      if (!this.#documents.has(uri)) this.#mark(uri);
    }
  }

  #readForAnalysis(uri: Uri): SourceText | undefined {
    this.#analyzed.add(uri);
    return this.read(uri);
  }

  #contentOf(uri: Uri): Stored | undefined {
    const known = this.#contents.get(uri);
    if (known !== undefined) return known;
    const content = this.#files.readSync?.(uri);
    if (content === undefined) this.#missing.add(uri);
    return content === undefined ? undefined : this.#keep(uri, content);
  }

  /** The stored text, where it is known or can be had without waiting. */
  #stored(uri: Uri): SourceText | undefined {
    const known = this.#contents.get(uri);
    const content = known ?? this.#files.readSync?.(uri);
    if (content === undefined) return undefined;
    const stored = known ?? this.#keep(uri, content);
    return 'text' in stored ? stored : undefined;
  }

  #keep(uri: Uri, content: FileContent): Stored {
    const stored = 'text' in content ? { uri, version: content.version, text: content.text } : content;
    this.#contents.set(uri, stored);
    return stored;
  }

  #forget(uri: Uri): void {
    if (this.#listed.has(uri)) this.#contents.delete(uri);
    this.#mark(uri);
  }

  #mark(uri: Uri): void {
    this.#changed?.add(uri);
  }

  #isForeign(uri: Uri): boolean {
    const names = uri.slice(this.root.length + 1).split('/');
    return names.some((name) => isForeignFolder(name, false));
  }
}

/** What only one of two sets has. */
function* difference(a: ReadonlySet<Uri>, b: ReadonlySet<Uri>): Iterable<Uri> {
  for (const uri of a) if (!b.has(uri)) yield uri;
  for (const uri of b) if (!a.has(uri)) yield uri;
}
