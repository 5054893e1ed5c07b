import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind, type BaseLanguageClient } from 'vscode-languageclient/node';
import { clientId, clientOptions, prepared } from './client';
import { displayName } from './log';

/** The client of the desktop and remote extension host: the server is a Node process of its own. */
export function createClient(context: ExtensionContext, log: LogOutputChannel): BaseLanguageClient {
  const server = { module: context.asAbsolutePath('server/out/server.js'), transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return prepared(new LanguageClient(clientId, displayName, { run: server, debug }, clientOptions(log)));
}
