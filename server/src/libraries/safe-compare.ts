import type { LibraryAdapter } from '../model/adapters';

/** Constant-time comparison of strings of any length. */
export const safeCompare: LibraryAdapter = { id: 'safe-compare', comparisons: { 'safe-compare#': { left: 0, right: 1 } } };
