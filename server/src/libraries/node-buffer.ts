import type { LibraryAdapter } from '../model/adapters';

/** Bytes. */
export const nodeBuffer: LibraryAdapter = {
  id: 'node-buffer',
  derives: { 'node:buffer#Buffer.from': { argument: 0 } },
  harmless: ['node:buffer#**'],
};
