import { Uri, workspace, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { clientId, clientName, clientOptions, createLog, run } from './client';

/** Entry of the browser's extension host: the server is a web worker that reads files through the client. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const script = Uri.joinPath(context.extensionUri, 'server/out/worker.js');
  let worker: Worker | undefined;
  const start = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = await startWorker(script);
    // Not left to the client library: the workers that VS Code makes are no instances of its `Worker`.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  run(context, log, new LanguageClient(clientId, clientName, start, clientOptions(log)));
  context.subscriptions.push({ dispose: () => worker?.terminate() });
}

/** VS Code makes no workers from the scripts of extensions that a remote holds, so those are handed over as text. */
async function startWorker(script: Uri): Promise<Worker> {
  if (script.scheme === 'https' || script.scheme === 'http') return new Worker(script.toString(true));
  const text = new Blob([Uint8Array.from(await workspace.fs.readFile(script))], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(text));
}
