import type { LibraryAdapter } from '../model/adapters';

/** znv reads the environment through Zod. */
export const znv: LibraryAdapter = { id: 'znv', configuration: { 'znv#parseEnv': { schema: 1, path: [] } }, harmless: ['znv#**'] };
