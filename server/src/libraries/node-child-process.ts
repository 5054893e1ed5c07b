import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Processes. */
export const nodeChildProcess: LibraryAdapter = {
  id: 'node-child-process',
  effects: each(members('node:child_process#', 'exec execSync execFile execFileSync spawn spawnSync fork'), 'process'),
  harmless: members(['node:child_process#spawn()', 'node:child_process#fork()'], 'on unref kill disconnect'),
};
