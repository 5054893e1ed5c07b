import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Envalid: a variable without a default is required; a validator for text accepts an empty one. */
export const envalid: LibraryAdapter = {
  id: 'envalid',
  configuration: { 'envalid#cleanEnv': { schema: 1, path: [] }, 'envalid#customCleanEnv': { schema: 1, path: [] } },
  schemas: {
    roots: members('envalid#', 'str num bool email host port url json makeValidator'),
    optional: ['default', 'devDefault'],
    parse: [],
  },
  harmless: members('envalid#', 'cleanEnv customCleanEnv str num bool email host port url json makeValidator testOnly'),
};
