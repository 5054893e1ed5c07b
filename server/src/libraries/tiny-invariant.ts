import type { LibraryAdapter } from '../model/adapters';

/** Throws unless a condition holds. */
export const tinyInvariant: LibraryAdapter = {
  id: 'tiny-invariant',
  asserts: { 'tiny-invariant#': { condition: 0 }, 'invariant#': { condition: 0 }, 'ts-invariant#invariant': { condition: 0 } },
};
