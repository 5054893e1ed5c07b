import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { folderUri, fromClientUri } from '../host/uri';
import type { Uri } from '../model/source';
import { folderSettings, pullSettings, section } from './clientSettings';
import { codeActionKinds } from './actions';
import { verifyAllCommand } from './verifying';
import { diagnosticSource } from './diagnostics';
import { guardedNotification } from './guarded';
import { Publisher } from './publishing';
import type { ServerState } from './state';
import { delayed, type Delayed } from './timer';

/** How long a client that pulls documents has to ask for the workspace before the rest is pushed. Milliseconds. */
const askDelay = 3000;

/** Files that can change a report. */
const watchedGlobs = ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,json,jsonc,yml,yaml,toml,sql,tf}', '**/.gitignore'];

/** Handles the start, the settings and the workspace folders of a client. */
export function followLifecycle(state: ServerState, settling: Delayed): void {
  const { connection, log } = state;
  const asking = delayed(() => {
    if (state.publisher.pushIfNobodyAsks()) settling.request(0);
  });

  connection.onInitialize((params): InitializeResult => {
    const { capabilities } = params;
    state.capabilities = capabilities;
    state.publisher = new Publisher(connection, {
      pull: capabilities.textDocument?.diagnostic !== undefined,
      refresh: capabilities.workspace?.diagnostics?.refreshSupport === true,
    });
    state.sentSettings = params.initializationOptions;
    state.folders.setRoots(rootsOf(params));
    return {
      serverInfo: { name: diagnosticSource },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        diagnosticProvider: { identifier: diagnosticSource, interFileDependencies: true, workspaceDiagnostics: true },
        codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: true },
        executeCommandProvider: { commands: [verifyAllCommand] },
        codeLensProvider: { resolveProvider: false },
        hoverProvider: true,
        completionProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    const { workspace } = state.capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: watchedGlobs.map((globPattern) => ({ globPattern })),
      });
    }
    if (workspace?.workspaceFolders === true) followFolders(state, settling);
    state.sendStatus([], true);
    state.ready = configure(state);
    settling.request(0);
    asking.request(askDelay);
  });

  connection.onDidChangeConfiguration(
    guardedNotification(log, 'A change of settings', async ({ settings }) => {
      state.sentSettings = sectionOf(settings);
      state.ready = configure(state);
      await state.ready;
      settling.request(0);
    }),
  );
  connection.onExit(() => asking.cancel());
}

function followFolders(state: ServerState, settling: Delayed): void {
  state.connection.workspace.onDidChangeWorkspaceFolders(
    guardedNotification(state.log, 'A change of workspace folders', async ({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => rootOf(uri)));
      const kept = state.folders.all.flatMap((folder) => (folder.isLoose || gone.has(folder.root) ? [] : [folder.root]));
      state.folders.setRoots([...kept, ...added.map(({ uri }) => rootOf(uri))]);
      state.ready = configure(state);
      await state.ready;
      settling.request(0);
    }),
  );
}

/** Reads every folder's settings; what cannot be read keeps its defaults. */
async function configure(state: ServerState): Promise<void> {
  for (const folder of state.folders.all) {
    try {
      folder.settings =
        state.capabilities.workspace?.configuration === true
          ? await pullSettings(state.connection, folder, state.ruleIds)
          : folderSettings(state.sentSettings, state.ruleIds, (message) => state.log.warn(message));
    } catch (error) {
      state.log.error(`The settings of ${folder.root} cannot be read: ${String(error)}`);
    }
  }
}

function rootsOf(params: InitializeParams): readonly Uri[] {
  if (params.workspaceFolders !== undefined && params.workspaceFolders !== null)
    return params.workspaceFolders.map(({ uri }) => rootOf(uri));
  return typeof params.rootUri === 'string' ? [rootOf(params.rootUri)] : [];
}

function rootOf(clientUri: string): Uri {
  return folderUri(fromClientUri(clientUri));
}

function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && section in settings ? settings[section] : settings;
}
