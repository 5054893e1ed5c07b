import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Got. */
export const got: LibraryAdapter = {
  id: 'got',
  effects: {
    'got#': 'http',
    'got#got': 'http',
    'got#got.extend()': 'http',
    'got#extend()': 'http',
    'got#get': 'http',
    'got#post': 'http',
    'got#put': 'http',
    'got#patch': 'http',
    'got#delete': 'http',
    'got#head': 'http',
    'got#got.get': 'http',
    'got#got.post': 'http',
    'got#got.put': 'http',
    'got#got.patch': 'http',
    'got#got.delete': 'http',
    'got#got.head': 'http',
    'got#got.extend().get': 'http',
    'got#got.extend().post': 'http',
    'got#extend().get': 'http',
    'got#extend().post': 'http',
  },
  requests: {
    ...each(['got#', 'got#got', ...members(['got#', 'got#got'], 'get post put patch delete head')], { options: 1 }),
    ...each(members(['got#extend()', 'got#got.extend()'], 'get post put patch delete head'), { options: 1, base: 'prefixUrl' }),
  },
  harmless: members('got#', 'extend got.extend'),
};
