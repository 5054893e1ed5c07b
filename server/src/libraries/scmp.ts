import type { LibraryAdapter } from '../model/adapters';

/** Constant-time comparison of buffers. */
export const scmp: LibraryAdapter = { id: 'scmp', comparisons: { 'scmp#': { left: 0, right: 1 } } };
