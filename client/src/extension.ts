import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, clientOptions, createLog, run } from './client';

/** Entry of the desktop and remote extension host: the server is a Node process of its own. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const server = { module: context.asAbsolutePath('server/out/server.js'), transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  run(context, log, new LanguageClient(clientId, clientName, { run: server, debug }, clientOptions(log)));
}
