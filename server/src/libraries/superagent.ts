import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** SuperAgent. */
export const superagent: LibraryAdapter = {
  id: 'superagent',
  effects: each(members('superagent#', 'get post put patch delete del head'), 'http'),
  harmless: members(
    ['superagent#get()', 'superagent#post()', 'superagent#put()', 'superagent#patch()', 'superagent#delete()'],
    'send set query timeout retry auth type accept',
  ),
};
