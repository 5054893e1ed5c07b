import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Tables as text. */
export const papaparse: LibraryAdapter = {
  id: 'papaparse',
  harmless: [
    ...members(
      [
        'papaparse#',
        'csv-parse#',
        'csv-parse/sync#',
        'csv-stringify#',
        'csv-stringify/sync#',
        'fast-xml-parser#',
        'xml2js#',
        'js-yaml#',
        'yaml#',
      ],
      '**',
    ),
    'fast-xml-parser#XMLParser().parse',
  ],
};
