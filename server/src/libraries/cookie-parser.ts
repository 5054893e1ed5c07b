import type { LibraryAdapter } from '../model/adapters';

/** Parses cookies. */
export const cookieParser: LibraryAdapter = { id: 'cookie-parser', harmless: ['cookie-parser#'] };
