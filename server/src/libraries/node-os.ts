import type { LibraryAdapter } from '../model/adapters';

/** Facts about the machine. */
export const nodeOs: LibraryAdapter = { id: 'node-os', harmless: ['node:os#**'], known: ['node:os#**'] };
