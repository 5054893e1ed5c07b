import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Consola. */
export const consola: LibraryAdapter = {
  id: 'consola',
  logs: members(
    ['consola#consola', 'consola#createConsola()', 'consola#'],
    'log info success warn error fatal debug trace ready start box fail',
  ),
  harmless: ['consola#createConsola', ...members('consola#consola', 'withTag create')],
};
