import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { createAnalyzer } from './engine/analyzer';
import { ruleMetas } from './engine/ruleMetas';
import { clientFiles } from './host/client';
import { startServer } from './protocol/server';

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self));

startServer(connection, { files: clientFiles(connection), createAnalyzer, rules: ruleMetas });
