import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Axios. */
export const axios: LibraryAdapter = {
  id: 'axios',
  effects: each(
    [
      'axios#',
      'axios#()',
      'axios#create()',
      ...members(
        ['axios#', 'axios#create()', 'axios#axios', 'axios#Axios()'],
        'request get post put patch delete head options postForm putForm patchForm',
      ),
    ],
    'http',
  ),
  requests: {
    ...each(members('axios#', 'get delete head options'), { options: 1 }),
    ...each(members('axios#', 'post put patch postForm putForm patchForm'), { options: 2 }),
    ...each(members('axios#create()', 'get delete head options'), { options: 1, base: 'baseURL' }),
    ...each(members('axios#create()', 'post put patch postForm putForm patchForm'), { options: 2, base: 'baseURL' }),
  },
  harmless: [
    ...members('axios#', 'create isAxiosError isCancel AxiosError defaults.** interceptors.** all spread toFormData'),
    ...members('axios#create()', 'interceptors.** getUri'),
  ],
};
