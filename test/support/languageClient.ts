import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import {
  ApplyWorkspaceEditRequest,
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type WorkspaceDocumentDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Analyzer } from '../../server/src/engine/analyzer';
import type { Files } from '../../server/src/host/files';
import { toClientUri } from '../../server/src/host/uri';
import type { RuleMeta } from '../../server/src/model/rule';
import type { Uri } from '../../server/src/model/source';
import type { Send } from '../../server/src/probe/attempt';
import { startServer } from '../../server/src/protocol/server';
import type { CheckProgress, Status } from '../../server/src/protocol/messages';

/** What a test starts a server with. */
export interface ClientOptions {
  readonly roots: readonly Uri[];
  readonly files: Files;
  createAnalyzer(): Analyzer;
  readonly rules: ReadonlyMap<string, RuleMeta>;
  readonly send?: Send;
  /** Added to what VS Code can do; `{ textDocument: {} }` takes pulling away. */
  readonly capabilities?: ClientCapabilities;
  /** Answers of the editor's settings; may be changed later. */
  readonly settings?: () => unknown;
}

/** What VS Code can do, as far as this server cares. */
const visualStudioCode: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      snippetEditSupport: true,
      changeAnnotationSupport: {},
    },
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true, isPreferredSupport: true, disabledSupport: true },
    publishDiagnostics: { relatedInformation: true },
  },
};

/** A server and a client in one process, connected by streams as over a pipe. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly statuses: Status[] = [];
  readonly progress: CheckProgress[] = [];
  readonly logged: string[] = [];
  readonly registered: string[] = [];
  /** Edits that the server asked to apply, and what it told the user. */
  readonly applied: WorkspaceEdit[] = [];
  readonly shown: string[] = [];
  /** What the client was sent for files it did not ask for, by URI: pushed, and by the held workspace request. */
  readonly pushed = new Map<string, readonly Diagnostic[]>();
  readonly streamed = new Map<string, readonly Diagnostic[]>();
  refreshes = 0;
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<Uri, number>();
  readonly #dispose: () => void;

  private constructor(options: ClientOptions) {
    const up = new PassThrough();
    const down = new PassThrough();
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, { pause: () => setImmediate(), ...options });
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.#dispose = () => {
      server.dispose();
      this.connection.dispose();
      up.destroy();
      down.destroy();
    };
    const { connection } = this;
    connection.onNotification('zeroTrustCron/status', (status: Status) => this.#note(() => this.statuses.push(status)));
    connection.onNotification('zeroTrustCron/progress', (progress: CheckProgress) => this.#note(() => this.progress.push(progress)));
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => this.#note(() => this.logged.push(message)));
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) =>
      this.#note(() => this.pushed.set(uri, diagnostics)),
    );
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.#note(() => this.applied.push(edit));
      return { applied: true };
    });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => this.#note(() => this.shown.push(message)));
    connection.onRequest(DiagnosticRefreshRequest.type, () => this.#note(() => void this.refreshes++));
    connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
      items.map(() => options.settings?.() ?? {}),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: readonly { method: string }[] }) =>
      this.#note(() => this.registered.push(...registrations.map(({ method }) => method))),
    );
    connection.listen();
  }

  /** Starts a server and shakes hands. */
  static async start(options: ClientOptions): Promise<LanguageClient> {
    const client = new LanguageClient(options);
    await client.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: options.roots.map((root) => ({ uri: toClientUri(root), name: root })),
      capabilities: { ...visualStudioCode, ...options.capabilities },
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  open(uri: Uri, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: toClientUri(uri), languageId: 'typescript', version: 1, text },
    });
  }

  /** Replaces a range of an open document. */
  change(uri: Uri, range: Range, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: toClientUri(uri), version },
      contentChanges: [{ range, text }],
    });
  }

  close(uri: Uri): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: toClientUri(uri) } });
  }

  /** Asks for the diagnostics of one document. */
  async pull(uri: Uri, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const textDocument = { uri: toClientUri(uri) };
    return this.connection.sendRequest('textDocument/diagnostic', {
      textDocument,
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /** The same, for reports that must be full. */
  async diagnostics(uri: Uri): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('The report is not full.');
    return report.items;
  }

  /** Asks for the workspace's diagnostics as VS Code does, and keeps what arrives. Resolves when the server answers. */
  async holdWorkspace(): Promise<void> {
    const token = 'held';
    const keep = (items: readonly WorkspaceDocumentDiagnosticReport[]): void => {
      for (const item of items) if (item.kind === 'full') this.streamed.set(item.uri, item.items);
    };
    this.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, token, ({ items }) => this.#note(() => keep(items)));
    const { items } = await this.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
      partialResultToken: token,
    });
    keep(items);
  }

  actions(uri: Uri, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: toClientUri(uri) }, range, context });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  /** Resolves as soon as something that the server sent makes the condition true. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.#dispose();
  }

  #note(keep: () => unknown): void {
    keep();
    for (const check of Array.from(this.#waiting)) check();
  }
}
