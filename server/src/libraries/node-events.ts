import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Events in this process. */
export const nodeEvents: LibraryAdapter = {
  id: 'node-events',
  harmless: members('node:events#', `EventEmitter once EventEmitter().on EventEmitter().once EventEmitter().off EventEmitter().emit`),
};
