import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** PlanetScale; the verb is in the text, so every query counts as a change. */
export const planetscaleDatabase: LibraryAdapter = {
  id: 'planetscale-database',
  effects: each(
    members(
      ['@planetscale/database#connect()', '@planetscale/database#Client()', '@planetscale/database#Client().connection()'],
      'execute transaction',
    ),
    'database',
  ),
  harmless: members('@planetscale/database#', 'connect Client Client().connection cast'),
};
