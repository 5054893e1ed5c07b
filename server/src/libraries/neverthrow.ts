import type { LibraryAdapter } from '../model/adapters';

/** Results as values. */
export const neverthrow: LibraryAdapter = {
  id: 'neverthrow',
  results: {
    'neverthrow#ok': { succeeds: true },
    'neverthrow#err': { succeeds: false },
    'neverthrow#okAsync': { succeeds: true, async: true },
    'neverthrow#errAsync': { succeeds: false, async: true },
  },
  harmless: ['neverthrow#**', 'neverthrow#ok().**', 'neverthrow#err().**'],
};
