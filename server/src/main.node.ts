import { setImmediate } from 'node:timers/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyzer } from './engine/analyzer';
import { ruleMetas } from './engine/ruleMetas';
import { clientFiles } from './host/client';
import { send } from './host/http';
import { localOrClientFiles } from './host/localOrClient';
import { nodeFiles } from './host/node';
import { startServer } from './protocol/server';

// The transport is named by the arguments: --stdio, --node-ipc, --socket=….
const connection = createConnection(ProposedFeatures.all);

startServer(connection, {
  files: localOrClientFiles(nodeFiles, clientFiles(connection)),
  createAnalyzer,
  rules: ruleMetas,
  pause: () => setImmediate(),
  send,
});
