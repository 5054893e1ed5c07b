import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyzer } from './engine/analyzer';
import { ruleMetas } from './engine/ruleMetas';
import { send } from './host/http';
import { nodeFiles } from './host/node';
import { startServer } from './protocol/server';

// The transport is named by the arguments: --stdio, --node-ipc, --socket=….
startServer(createConnection(ProposedFeatures.all), { files: nodeFiles, createAnalyzer, rules: ruleMetas, send });
