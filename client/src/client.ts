import { workspace, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { documentSelector } from './documents';
import { answerFileRequests } from './hostFiles';

/** Identifies the client, its settings section and its trace setting. */
export const clientId = 'zeroTrustCron';

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

/** Tells the server what this client can do beyond the protocol, and answers what the server asks beyond it. */
export function prepared<Client extends BaseLanguageClient>(client: Client): Client {
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { zeroTrustCronCommands: true };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });
  answerFileRequests(client);
  return client;
}
