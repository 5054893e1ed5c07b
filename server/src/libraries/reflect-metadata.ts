import type { LibraryAdapter } from '../model/adapters';

/** Metadata of decorators. */
export const reflectMetadata: LibraryAdapter = { id: 'reflect-metadata', harmless: ['reflect-metadata#**'] };
