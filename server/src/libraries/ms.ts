import type { LibraryAdapter } from '../model/adapters';

/** Durations. */
export const ms: LibraryAdapter = { id: 'ms', harmless: ['ms#', 'ms#ms', 'parse-duration#', 'pretty-ms#', 'humanize-duration#'] };
