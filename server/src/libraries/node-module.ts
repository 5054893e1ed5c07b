import type { LibraryAdapter } from '../model/adapters';

/** Modules. */
export const nodeModule: LibraryAdapter = { id: 'node-module', harmless: ['node:module#createRequire'] };
