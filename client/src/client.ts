import {
  commands,
  EventEmitter,
  FileType,
  RelativePattern,
  Uri,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import { registerCheck } from './checking';
import { registerConfiguration } from './configuration';
import { createEndpointsView } from './endpointsView';
import { registerExplain } from './explain';
import { registerTools } from './languageModel';
import { registerPlaceCommands } from './places';
import { createProbe } from './probe';
import { registerSample } from './sample';
import { createStatus } from './status';

/** Identifies the client, its settings section and its trace setting. */
export const clientId = 'zeroTrustCron';

/** The name people see: of the output channel and in messages of the client library. */
export const clientName = 'Zero-Trust Cron';

const sourceLanguages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** Files that declare schedules or decide access beside the code. */
const manifests = '**/{vercel,netlify,wrangler,package,tsconfig,zero-trust-cron,serverless,template,cron}.{json,jsonc,yml,yaml,toml}';

const watched = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,json,jsonc,yml,yaml,toml,sql,tf}';

/** The options both hosts share. */
export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: documentSelector(),
    outputChannel: log,
    synchronize: { fileEvents: workspace.createFileSystemWatcher(watched) },
    diagnosticPullOptions: { onChange: true, onSave: true },
    progressOnInitialization: false,
  };
}

/** Starts the client in the background, so that activation does not wait for the server, and connects it with the editor. */
export function run(context: ExtensionContext, log: LogOutputChannel, client: BaseLanguageClient): void {
  const status = createStatus(documentSelector());
  // The client library keeps one handler for a notification.
  const changed = new EventEmitter<void>();
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand('zeroTrustCron.showLog', () => log.show()),
    commands.registerCommand('zeroTrustCron.restart', () => restart(client, log)),
    ...registerPlaceCommands(),
    registerCheck(client),
    registerConfiguration(),
    ...registerSample(context),
    changed,
    client.onNotification('zeroTrustCron/endpointsChanged', () => changed.fire()),
    createEndpointsView(client, changed.event),
    ...registerTools(client),
    createProbe(client, changed.event),
    ...registerExplain(client, changed.event),
    client.onDidChangeState(({ newState }) => status.running(newState === State.Running)),
    client.onNotification('zeroTrustCron/status', status.show),
    ...answerFileRequests(client),
    { dispose: () => void client.dispose() },
  );
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { zeroTrustCronCommands: true };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });
  client.start().catch((error: unknown) => report(log, error));
}

async function restart(client: BaseLanguageClient, log: LogOutputChannel): Promise<void> {
  try {
    await client.stop();
    await client.start();
  } catch (error) {
    report(log, error);
  }
}

function report(log: LogOutputChannel, error: unknown): void {
  log.error(`The server did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** Documents of the workspace's own file systems; the old versions that source control shows have schemes of their own. */
function documentSelector() {
  const schemes = new Set(['file', 'untitled', ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    ...sourceLanguages.map((language) => ({ scheme, language })),
    { scheme, pattern: manifests },
    { scheme, pattern: '**/.github/workflows/*.{yml,yaml}' },
  ]);
}

/** Lets a server without a file system (in a web worker, or beside a virtual workspace) list and read files through the editor's. */
function answerFileRequests(client: BaseLanguageClient): readonly Disposable[] {
  return [
    client.onRequest('files/list', async ({ uri }: { readonly uri: string }) => (await listFiles(Uri.parse(uri))).map(String)),
    client.onRequest('files/read', async ({ uri }: { readonly uri: string }) => {
      try {
        return base64(await workspace.fs.readFile(Uri.parse(uri)));
      } catch {
        return null;
      }
    }),
  ];
}

/** Asks the workspace's search, which is one call for a remote; some file systems have none, or an empty one, and are walked. */
async function listFiles(folder: Uri): Promise<readonly Uri[]> {
  try {
    const found = await workspace.findFiles(new RelativePattern(folder, '**/*'), '**/{node_modules,.git}/**');
    return found.length > 0 ? found : await walk(folder);
  } catch {
    return walk(folder);
  }
}

/** Linked folders are left out: they may lead back up. */
async function walk(folder: Uri): Promise<readonly Uri[]> {
  const found = await Promise.all(
    (await workspace.fs.readDirectory(folder)).map(([name, type]) => {
      const entry = Uri.joinPath(folder, name);
      if (type & FileType.File) return [entry];
      return type === FileType.Directory && name !== 'node_modules' && name !== '.git' ? walk(entry) : [];
    }),
  );
  return found.flat();
}

/** In pieces, because the spread of a whole file would overflow the stack. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 8192) binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(binary);
}

/** The channel that the `showLog` command opens; its level is the user's choice there. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel(clientName, { log: true });
}
