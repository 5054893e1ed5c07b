import type { LibraryAdapter } from '../model/adapters';

/** Constant-time comparison of strings of any length. */
export const tsscmp: LibraryAdapter = { id: 'tsscmp', comparisons: { 'tsscmp#': { left: 0, right: 1 } } };
