import type {
  Connection,
  Diagnostic,
  ResultProgressReporter,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Uri } from '../model/source';
import { resultId } from './diagnostics';

/** A file's diagnostics as the client is to know them. */
export interface FileDiagnostics {
  readonly clientUri: string;
  /** Of the open document; `null` for the others. */
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a client can do with diagnostics. */
export interface DiagnosticSupport {
  readonly pull: boolean;
  readonly refresh: boolean;
}

type Stream = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/**
 * Brings diagnostics of files that nobody asks for to the client. A client that asks for the workspace's diagnostics is answered
 * through that one request for as long as it is held open, because it would ask again and again after an answer; other
 * clients get them pushed, except for documents they pull.
 */
export class Publisher {
  readonly #connection: Connection;
  readonly #support: DiagnosticSupport;
  /** Result ids the client has: from the workspace stream, by document pull, by push. */
  readonly #streamed = new Map<string, string>();
  readonly #pulled = new Map<Uri, string>();
  readonly #pushed = new Map<string, string>();
  #stream: Stream | undefined;
  #mayPush: boolean;

  constructor(connection: Connection, support: DiagnosticSupport) {
    this.#connection = connection;
    this.#support = support;
    this.#mayPush = !support.pull;
  }

  /** Starts a held workspace request; the client already has the given results. Whoever held one before is no longer sent to. */
  open(stream: Stream, known: readonly { readonly uri: string; readonly value: string }[]): void {
    this.#stream = stream;
    this.#streamed.clear();
    for (const { uri, value } of known) this.#streamed.set(uri, value);
    for (const clientUri of Array.from(this.#pushed.keys())) this.#push(clientUri, []);
  }

  close(stream: Stream): void {
    if (this.#stream === stream) this.#stream = undefined;
  }

  /** A client that pulls documents but never asked for the workspace gets the rest pushed from now on. */
  pushIfNobodyAsks(): boolean {
    const changes = !this.#mayPush && this.#stream === undefined;
    if (changes) this.#mayPush = true;
    return changes;
  }

  /** A document was pulled: the answer replaces what was pushed for it. */
  pulled(uri: Uri, clientUri: string, id: string): void {
    this.#pulled.set(uri, id);
    if (this.#pushed.has(clientUri)) this.#push(clientUri, []);
  }

  /** A document was closed: it is pushed again where pushing is what the client needs. */
  closed(uri: Uri): void {
    this.#pulled.delete(uri);
  }

  /** Sends what is new. `files` holds every file that has diagnostics; files that had some and are absent have none any more. */
  publish(files: ReadonlyMap<Uri, FileDiagnostics>): void {
    if (this.#stream !== undefined) this.#toStream(this.#stream, files);
    else if (this.#mayPush) this.#toPush(files);
    this.#refresh(files);
  }

  #toStream(stream: Stream, files: ReadonlyMap<Uri, FileDiagnostics>): void {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const present = new Set<string>();
    for (const { clientUri, version, diagnostics } of files.values()) {
      const id = resultId(diagnostics);
      present.add(clientUri);
      if (this.#streamed.get(clientUri) === id) continue;
      this.#streamed.set(clientUri, id);
      items.push({ kind: 'full', uri: clientUri, version, resultId: id, items: [...diagnostics] });
    }
    for (const clientUri of Array.from(this.#streamed.keys())) {
      if (present.has(clientUri)) continue;
      this.#streamed.delete(clientUri);
      items.push({ kind: 'full', uri: clientUri, version: null, items: [] });
    }
    if (items.length > 0) stream.report({ items });
  }

  #toPush(files: ReadonlyMap<Uri, FileDiagnostics>): void {
    const present = new Set<string>();
    for (const [uri, { clientUri, diagnostics }] of files) {
      if (this.#pulled.has(uri)) continue;
      present.add(clientUri);
      this.#push(clientUri, diagnostics);
    }
    for (const clientUri of Array.from(this.#pushed.keys())) if (!present.has(clientUri)) this.#push(clientUri, []);
  }

  #push(clientUri: string, diagnostics: readonly Diagnostic[]): void {
    const id = resultId(diagnostics);
    if ((this.#pushed.get(clientUri) ?? resultId([])) === id) return;
    if (diagnostics.length === 0) this.#pushed.delete(clientUri);
    else this.#pushed.set(clientUri, id);
    void this.#connection.sendDiagnostics({ uri: clientUri, diagnostics: [...diagnostics] });
  }

  /** Asks the client to pull again when a document it pulled has other diagnostics now, because another file changed. */
  #refresh(files: ReadonlyMap<Uri, FileDiagnostics>): void {
    let differs = false;
    for (const [uri, id] of this.#pulled) {
      const now = resultId(files.get(uri)?.diagnostics ?? []);
      if (now === id) continue;
      this.#pulled.set(uri, now);
      differs = true;
    }
    if (differs && this.#support.refresh) void this.#connection.languages.diagnostics.refresh().catch(() => undefined);
  }
}
