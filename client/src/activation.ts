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
import { greet, registerSample } from './sample';
import { connectServer } from './server';
import { createStatus } from './status';

/**
 * Registers what the editor may ask for as soon as the extension is active. Everything else is made when all that is going on now is over,
 * the server last: other extensions and the user wait for an activation.
 */
export function activateWith(context: ExtensionContext, load: (log: LogOutputChannel) => Promise<BaseLanguageClient>): void {
  let log: LogOutputChannel | undefined;
  const theLog = (): LogOutputChannel => (log ??= createLog());
  const server = connectServer(load, theLog);
  const view = createEndpointsView(server);
  context.subscriptions.push(
    server,
    view,
    commands.registerCommand('zeroTrustCron.showLog', () => theLog().show()),
    commands.registerCommand('zeroTrustCron.restart', () => server.restart()),
    ...registerPlaceCommands(),
    registerCheck(server),
    registerConfiguration(),
    registerSample(context),
    ...registerTools(server),
    ...registerExplain(server),
  );
  setTimeout(() => {
    context.subscriptions.push(theLog(), createStatus(documentSelector(), server), createProbe(server));
    view.show();
    server.start();
    void greet(context);
  });
}
