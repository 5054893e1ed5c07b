import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Throws unless a condition holds. */
export const nodeAssert: LibraryAdapter = {
  id: 'node-assert',
  asserts: {
    ...each(
      ['node:assert#', 'node:assert#ok', 'node:assert#strict', 'node:assert#strict.ok', 'node:assert/strict#', 'node:assert/strict#ok'],
      { condition: 0 },
    ),
    ...each(members(['node:assert#', 'node:assert#strict', 'node:assert/strict#'], 'equal strictEqual deepEqual deepStrictEqual'), {
      left: 0,
      right: 1,
    }),
  },
  harmless: members(
    ['node:assert#', 'node:assert#strict', 'node:assert/strict#'],
    'match doesNotThrow throws notEqual notStrictEqual fail AssertionError',
  ),
};
