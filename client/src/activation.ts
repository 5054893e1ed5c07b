import { commands, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerCheck } from './checking';
import { registerConfiguration } from './configuration';
import { documentSelector } from './documents';
import { createEndpointsView } from './endpointsView';
import { registerExplain } from './explain';
import { registerTools } from './languageModel';
import { createLog } from './log';
import { registerPlaceCommands } from './places';
import { createProbe } from './probe';
import { registerSample } from './sample';
import { connectServer } from './server';
import { createStatus } from './status';

/** Registers everything that the editor shows and runs. The server starts afterwards, so that no activation waits for it. */
export function activateWith(context: ExtensionContext, load: (log: LogOutputChannel) => Promise<BaseLanguageClient>): void {
  const log = createLog();
  const server = connectServer(() => load(log), log);
  context.subscriptions.push(
    log,
    server,
    createStatus(documentSelector(), server),
    commands.registerCommand('zeroTrustCron.showLog', () => log.show()),
    commands.registerCommand('zeroTrustCron.restart', () => server.restart()),
    ...registerPlaceCommands(),
    registerCheck(server),
    registerConfiguration(),
    ...registerSample(context),
    createEndpointsView(server),
    ...registerTools(server),
    createProbe(server),
    ...registerExplain(server),
  );
}
