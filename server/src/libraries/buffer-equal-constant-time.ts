import type { LibraryAdapter } from '../model/adapters';

/** Constant-time comparison of buffers. */
export const bufferEqualConstantTime: LibraryAdapter = {
  id: 'buffer-equal-constant-time',
  comparisons: { 'buffer-equal-constant-time#': { left: 0, right: 1 } },
};
