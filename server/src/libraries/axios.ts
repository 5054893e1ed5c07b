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
  harmless: [
    ...members('axios#', 'create isAxiosError isCancel AxiosError defaults.** interceptors.** all spread toFormData'),
    ...members('axios#create()', 'interceptors.** getUri'),
  ],
};
