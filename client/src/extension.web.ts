import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientId, clientName, clientOptions, createLog, run } from './client';

/** Entry of the browser's extension host: the server is a web worker that reads files through the client. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const script = Uri.joinPath(context.extensionUri, 'server/out/worker.js').toString(true);
  const server = () => Promise.resolve(new Worker(script));
  run(context, log, new LanguageClient(clientId, clientName, server, clientOptions(log)));
}
