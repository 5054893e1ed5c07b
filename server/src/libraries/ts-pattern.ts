import type { LibraryAdapter } from '../model/adapters';

/** Matches values. */
export const tsPattern: LibraryAdapter = { id: 'ts-pattern', harmless: ['ts-pattern#**', 'ts-pattern#match().**'] };
