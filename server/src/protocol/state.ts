import { CodeLensRefreshRequest, type ClientCapabilities, type Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyzer } from '../engine/analyzer';
import type { Cancellation, Report } from '../engine/report';
import type { Files } from '../host/files';
import type { RuleMeta } from '../model/rule';
import type { Uri } from '../model/source';
import type { Send } from '../probe/attempt';
import { diagnosticsOf, reportedFiles } from './diagnostics';
import { Folders, type Folder } from './folders';
import { countsOf } from './endpointItems';
import { describe, type FailureLog } from './guarded';
import { endpointsChangedNotification, statusNotification, type CheckProgress, type Status } from './messages';
import type { Pause, Watch } from './pace';
import { positionsIn, type Positions } from './positions';
import { Publisher, type FileDiagnostics } from './publishing';

/** What a server works with besides its connection. */
export interface ServerParts {
  readonly files: Files;
  createAnalyzer(): Analyzer;
  /** Every rule's description by id. */
  readonly rules: ReadonlyMap<string, RuleMeta>;
  readonly pause: Pause;
  /** Absent where a server cannot send requests (a browser). */
  readonly send?: Send;
}

/** Everything at one moment: what each folder says, and the diagnostics of every file that has some. */
export interface Overview {
  readonly folders: readonly { readonly folder: Folder; readonly report: Report }[];
  readonly files: ReadonlyMap<Uri, FileDiagnostics>;
}

/** See {@link Watch}, for all folders. */
export interface OverviewWatch {
  readonly token?: Cancellation;
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined;
}

/** What the handlers of one connection share. */
export class ServerState {
  readonly connection: Connection;
  readonly log: FailureLog & { warn(message: string): void };
  readonly folders: Folders;
  /** Every rule's description by id. */
  readonly rules: ReadonlyMap<string, RuleMeta>;
  readonly ruleIds: ReadonlySet<string>;
  /** Open documents by the core's name; their own URI is the client's spelling. */
  readonly documents = new Map<Uri, TextDocument>();
  capabilities: ClientCapabilities = {};
  /** Settings of a client that sends them instead of being asked. */
  sentSettings: unknown;
  publisher: Publisher;
  /** Resolves when the settings are known; nothing is analysed before. */
  ready: Promise<void>;
  #status = '';
  #reports: readonly Report[] = [];
  #shown = '';

  constructor(connection: Connection, parts: ServerParts) {
    this.connection = connection;
    this.log = connection.console;
    this.folders = new Folders(parts.files, () => parts.createAnalyzer(), parts.rules, parts.pause);
    this.rules = parts.rules;
    this.ruleIds = new Set(parts.rules.keys());
    this.publisher = new Publisher(connection, { pull: false, refresh: false });
    this.ready = Promise.resolve();
  }

  /** Whether the client has the commands that lenses run; it says so as an experimental capability. */
  get hasCommands(): boolean {
    const experimental: unknown = this.capabilities.experimental;
    return typeof experimental === 'object' && experimental !== null && 'zeroTrustCronCommands' in experimental;
  }

  /** The version of an open document; `null` for the others. */
  versionOf(uri: Uri): number | null {
    return this.documents.get(uri)?.version ?? null;
  }

  positionsOf(folder: Folder): Positions {
    return positionsIn(
      (uri) => folder.session.read(uri),
      (uri) => this.documents.get(uri)?.uri,
    );
  }

  /** Analyses what changed in every folder that is switched on. Folders after a cancellation are left out. */
  async overview({ token, onProgress }: OverviewWatch = {}): Promise<Overview> {
    await this.ready;
    const files = new Map<Uri, FileDiagnostics>();
    const folders: { readonly folder: Folder; readonly report: Report }[] = [];
    const enabled = this.folders.all.filter(({ settings }) => settings.enable);
    for (const [index, folder] of enabled.entries()) {
      const report = await this.#reportOf(folder, {
        token,
        onProgress: onProgress && ((progress) => onProgress({ folder: index, folders: enabled.length, ...progress })),
      });
      if (report === undefined) continue;
      folders.push({ folder, report });
      const positions = this.positionsOf(folder);
      for (const uri of reportedFiles(report)) {
        files.set(uri, {
          clientUri: positions.clientUri(uri),
          version: this.versionOf(uri),
          diagnostics: diagnosticsOf(report, uri, positions),
        });
      }
    }
    return { folders, files };
  }

  /** One folder that cannot be analysed does not hide the others. */
  async #reportOf(folder: Folder, watch: Watch): Promise<Report | undefined> {
    try {
      return await folder.report(watch);
    } catch (error) {
      this.log.error(`The analysis of ${folder.root} failed: ${describe(error)}`);
      return undefined;
    }
  }

  /** Tells the client how its endpoints are, if that changed. */
  sendStatus(reports: readonly Report[], busy: boolean): void {
    const milliseconds = Math.max(0, ...this.folders.all.map((folder) => folder.milliseconds));
    const status: Status = { ...countsOf(reports), busy, milliseconds };
    const text = JSON.stringify(status);
    if (text === this.#status) return;
    this.#status = text;
    void this.connection.sendNotification(statusNotification, status);
  }

  /** Tells the client that there are new reports, and to ask for lenses again where other files changed what they say. */
  tellChanges(reports: readonly Report[]): void {
    if (reports.length === this.#reports.length && reports.every((report, index) => report === this.#reports[index])) return;
    this.#reports = reports;
    void this.connection.sendNotification(endpointsChangedNotification);
    const shown = JSON.stringify(
      reports.flatMap(({ endpoints }) =>
        endpoints.map(({ endpoint, triggers, verdict, assurance }) => [
          endpoint.id,
          verdict,
          assurance,
          triggers.map(({ scheduler, schedule, timezone }) => [scheduler, schedule, timezone]),
        ]),
      ),
    );
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (this.capabilities.workspace?.codeLens?.refreshSupport === true)
      void this.connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  }
}
