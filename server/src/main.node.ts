import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyzer } from './engine/analyzer';
import { ruleMetas } from './engine/ruleMetas';
import { setImmediate } from 'node:timers/promises';
import { send } from './host/http';
import { nodeFiles } from './host/node';
import { startServer } from './protocol/server';

// The transport is named by the arguments: --stdio, --node-ipc, --socket=….
startServer(createConnection(ProposedFeatures.all), {
  files: nodeFiles,
  createAnalyzer,
  rules: ruleMetas,
  pause: () => setImmediate(),
  send,
});
