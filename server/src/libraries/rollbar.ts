import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Rollbar. */
export const rollbar: LibraryAdapter = {
  id: 'rollbar',
  logs: members('rollbar#()', 'error warning info debug log critical wait'),
  harmless: ['rollbar#'],
};
