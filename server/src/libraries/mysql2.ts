import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** MySQL; the verb is in the text, so every query counts as a change. */
export const mysql2: LibraryAdapter = {
  id: 'mysql2',
  effects: each(
    members(
      [
        'mysql2#createPool()',
        'mysql2#createConnection()',
        'mysql2#createPool().getConnection()',
        'mysql2#createPool().promise()',
        'mysql2#createConnection().promise()',
        'mysql2/promise#createPool()',
        'mysql2/promise#createConnection()',
        'mysql2/promise#createPool().getConnection()',
        'mysql2/promise#createPool().promise()',
        'mysql2/promise#createConnection().promise()',
        'mysql#createPool()',
        'mysql#createConnection()',
        'mysql#createPool().getConnection()',
        'mysql#createPool().promise()',
        'mysql#createConnection().promise()',
      ],
      'query execute commit',
    ),
    'database',
  ),
  harmless: [
    ...members(['mysql2#', 'mysql2/promise#', 'mysql#'], 'createPool createConnection format escape raw'),
    ...members(
      [
        'mysql2#createPool()',
        'mysql2/promise#createPool()',
        'mysql2#createConnection()',
        'mysql2/promise#createConnection()',
        'mysql#createPool()',
        'mysql#createConnection()',
      ],
      'getConnection promise end connect on beginTransaction rollback release destroy escape',
    ),
    ...members(['mysql2/promise#createPool().getConnection()', 'mysql2#createPool().getConnection()'], 'beginTransaction rollback release'),
  ],
};
