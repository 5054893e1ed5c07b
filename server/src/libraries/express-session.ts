import type { LibraryAdapter } from '../model/adapters';

/** Loads a session; nobody is refused. */
export const expressSession: LibraryAdapter = { id: 'express-session', harmless: ['express-session#'] };
