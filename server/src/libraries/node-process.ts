import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Node's process as a module. */
export const nodeProcess: LibraryAdapter = {
  id: 'node-process',
  environment: { 'node:process#env.*': { validated: false } },
  effects: each(members('node:process#', 'exit kill abort chdir'), 'process'),
  logs: members('node:process#', 'stdout.write stderr.write emitWarning'),
  harmless: members('node:process#', 'cwd uptime hrtime.** memoryUsage.** nextTick on once'),
};
