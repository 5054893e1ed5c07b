import { Uri, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type BaseLanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { clientId, clientOptions, prepared } from './client';
import { displayName } from './log';

/** The client of the browser's extension host: the server is a web worker that reads files through the client. */
export function createClient(context: ExtensionContext, log: LogOutputChannel): BaseLanguageClient {
  const script = Uri.joinPath(context.extensionUri, 'server/out/worker.js');
  let worker: Worker | undefined;
  const start = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = await startWorker(script);
    // Not left to the client library: the workers that VS Code makes are no instances of its `Worker`.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return prepared(new LanguageClient(clientId, displayName, start, clientOptions(log)));
}

/** VS Code makes no workers from the scripts of extensions that a remote holds, so those are handed over as text. */
async function startWorker(script: Uri): Promise<Worker> {
  if (script.scheme === 'https' || script.scheme === 'http') return new Worker(script.toString(true));
  const text = new Blob([Uint8Array.from(await workspace.fs.readFile(script))], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(text));
}
