import type { LibraryAdapter } from '../model/adapters';

/** Parses the user agent. */
export const uaParserJs: LibraryAdapter = {
  id: 'ua-parser-js',
  harmless: ['ua-parser-js#', 'ua-parser-js#UAParser', 'ua-parser-js#UAParser().**', 'ua-parser-js#().**', 'isbot#isbot', 'isbot#'],
};
