import type { LibraryAdapter } from '../model/adapters';

/** Loads a session; nobody is refused. */
export const cookieSession: LibraryAdapter = { id: 'cookie-session', harmless: ['cookie-session#'] };
