import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Processes. */
export const execa: LibraryAdapter = {
  id: 'execa',
  effects: each(members('execa#', 'execa execaSync execaCommand execaCommandSync execaNode $ $.sync'), 'process'),
};
