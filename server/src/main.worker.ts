import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { createAnalyzer } from './engine/analyzer';
import { ruleMetas } from './engine/ruleMetas';
import { clientFiles } from './host/client';
import { startServer } from './protocol/server';

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self));

/** Timers of browsers wait for milliseconds; messages come in turn. */
const { port1, port2 } = new MessageChannel();
port1.start();

function pause(): Promise<void> {
  return new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true });
    port2.postMessage(undefined);
  });
}

startServer(connection, { files: clientFiles(connection), createAnalyzer, rules: ruleMetas, pause });
