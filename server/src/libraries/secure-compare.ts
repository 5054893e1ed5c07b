import type { LibraryAdapter } from '../model/adapters';

/** Constant-time comparison of strings. */
export const secureCompare: LibraryAdapter = { id: 'secure-compare', comparisons: { 'secure-compare#': { left: 0, right: 1 } } };
