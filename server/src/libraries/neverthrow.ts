import type { LibraryAdapter } from '../model/adapters';

/** Results as values. */
export const neverthrow: LibraryAdapter = { id: 'neverthrow', harmless: ['neverthrow#**', 'neverthrow#ok().**', 'neverthrow#err().**'] };
