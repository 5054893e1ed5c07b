import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Reads HTML. */
export const cheerio: LibraryAdapter = { id: 'cheerio', harmless: members('cheerio#', 'load load().** load()().**') };
