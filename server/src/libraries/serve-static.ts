import type { LibraryAdapter } from '../model/adapters';

/** Serves files. */
export const serveStatic: LibraryAdapter = { id: 'serve-static', harmless: ['serve-static#'] };
