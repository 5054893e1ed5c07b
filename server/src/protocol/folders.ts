import type { Analyzer } from '../engine/analyzer';
import { createSession, type Session, type SessionOptions } from '../engine/session';
import type { PartialSettings } from '../engine/settings';
import type { Report } from '../engine/report';
import type { Files } from '../host/files';
import { relativeUri } from '../host/uri';
import { Workspace, type WatchedChange } from '../host/workspace';
import type { RuleMeta } from '../model/rule';
import type { Uri } from '../model/source';
import { paceOf, type Pause, type Watch } from './pace';

/** One workspace folder, or the folder of documents that belong to none. */
export interface Folder {
  readonly root: Uri;
  /** Opened without a workspace folder: only open documents count, nothing is listed. */
  readonly isLoose: boolean;
  readonly session: Session;
  /** Changed by the client's settings for the folder. */
  settings: FolderSettings;
  /** How long the last analysis took; answers that were known are none. */
  readonly milliseconds: number;
  /** The folder's report as it is now, see {@link Session.report}; messages of the client are served meanwhile. */
  report(watch?: Watch): Promise<Report | undefined>;
}

/** The editor's settings for a folder. */
export interface FolderSettings {
  readonly enable: boolean;
  readonly partial: PartialSettings | undefined;
}

/** The folders of the client's workspace, each with files, documents and analyzer of its own. */
export class Folders {
  readonly #files: Files;
  readonly #createAnalyzer: () => Analyzer;
  readonly #rules: ReadonlyMap<string, RuleMeta>;
  readonly #pause: Pause;
  readonly #folders = new Map<Uri, { readonly folder: Folder; readonly workspace: Workspace }>();
  readonly #documents = new Map<Uri, string>();

  constructor(files: Files, createAnalyzer: () => Analyzer, rules: ReadonlyMap<string, RuleMeta>, pause: Pause) {
    this.#files = files;
    this.#createAnalyzer = createAnalyzer;
    this.#rules = rules;
    this.#pause = pause;
  }

  /** Every folder, in a fixed order. */
  get all(): readonly Folder[] {
    return [...this.#folders.values()].map(({ folder }) => folder);
  }

  /** Opens and closes folders; one inside another belongs to the outer one. */
  setRoots(roots: readonly Uri[]): void {
    const outer = [...new Set(roots)].filter((root) => !roots.some((other) => other !== root && root.startsWith(`${other}/`))).toSorted();
    for (const [root, { folder }] of this.#folders) if (!folder.isLoose && !outer.includes(root)) this.#folders.delete(root);
    for (const root of outer) {
      const known = this.#folders.get(root);
      if (known === undefined || known.folder.isLoose) this.#open(root, false);
    }
    for (const [root, { folder }] of this.#folders) {
      if (folder.isLoose && outer.some((other) => root === other || root.startsWith(`${other}/`))) this.#folders.delete(root);
    }
    for (const [uri, text] of this.#documents) this.#entryOf(uri)?.workspace.setDocument(uri, text);
  }

  /** The folder a file belongs to. */
  of(uri: Uri): Folder | undefined {
    return this.#entryOf(uri)?.folder;
  }

  setDocument(uri: Uri, text: string): void {
    this.#documents.set(uri, text);
    this.#entryOf(uri)?.workspace.setDocument(uri, text);
  }

  closeDocument(uri: Uri): void {
    const entry = this.#entryOf(uri);
    this.#documents.delete(uri);
    entry?.workspace.closeDocument(uri);
    if (entry?.folder.isLoose === true && this.#documentsIn(entry.folder.root).length === 0) this.#folders.delete(entry.folder.root);
  }

  watched(changes: readonly WatchedChange[]): void {
    for (const change of changes) this.#entryOf(change.uri)?.workspace.watched([change]);
  }

  #entryOf(uri: Uri): { readonly folder: Folder; readonly workspace: Workspace } | undefined {
    for (const [root, entry] of this.#folders) if (!entry.folder.isLoose && relativeUri(root, uri) !== uri) return entry;
    const parent = uri.slice(0, uri.lastIndexOf('/'));
    // Old versions and unsaved documents have schemes of their own; only the local file system has paths.
    if (!this.#documents.has(uri) || !/^(?:\/|[a-z]:\/)/.test(uri)) return undefined;
    return this.#folders.get(parent) ?? this.#open(parent, true);
  }

  #documentsIn(folder: Uri): readonly Uri[] {
    return [...this.#documents.keys()].filter((uri) => uri.slice(0, uri.lastIndexOf('/')) === folder);
  }

  #open(root: Uri, isLoose: boolean): { readonly folder: Folder; readonly workspace: Workspace } {
    const files = isLoose
      ? { ...this.#files, list: () => Promise.resolve({ files: this.#documentsIn(root), unreadable: [] }) }
      : this.#files;
    const workspace = new Workspace(files, root);
    const session = createSession(this.#createAnalyzer(), workspace);
    const rules = this.#rules;
    const pause = this.#pause;
    let last: { readonly report: Report; readonly milliseconds: number } | undefined;
    const folder: Folder = {
      root,
      isLoose,
      session,
      settings: {
        enable: true,
        partial: undefined,
      },
      get milliseconds() {
        return last?.milliseconds ?? 0;
      },
      async report(watch = {}) {
        const pace = paceOf(watch, pause);
        const report = await session.report(optionsOf(folder, rules), pace);
        if (report !== undefined && report !== last?.report) last = { report, milliseconds: pace.milliseconds() };
        return report;
      },
    };
    const entry = { folder, workspace };
    this.#folders.set(root, entry);
    return entry;
  }
}

function optionsOf(folder: Folder, rules: ReadonlyMap<string, RuleMeta>): SessionOptions {
  const today = new Date().toISOString().slice(0, 10);
  return { rules, today, ...(folder.settings.partial === undefined ? {} : { below: folder.settings.partial }) };
}
