import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Ky. */
export const ky: LibraryAdapter = {
  id: 'ky',
  effects: {
    'ky#': 'http',
    'ky#create()': 'http',
    'ky#extend()': 'http',
    'ky#get': 'http',
    'ky#post': 'http',
    'ky#put': 'http',
    'ky#patch': 'http',
    'ky#delete': 'http',
    'ky#head': 'http',
    'ky#create().get': 'http',
    'ky#create().post': 'http',
    'ky#create().put': 'http',
    'ky#create().patch': 'http',
    'ky#create().delete': 'http',
    'ky#extend().get': 'http',
    'ky#extend().post': 'http',
    'ky#extend().put': 'http',
    'ky#extend().delete': 'http',
  },
  requests: {
    ...each(['ky#', ...members('ky#', 'get post put patch delete head')], { options: 1 }),
    ...each(members('ky#create()', 'get post put patch delete head'), { options: 1, base: 'prefixUrl' }),
  },
  harmless: [...members('ky#', 'create extend'), ...members(['ky#get()', 'ky#post()', 'ky#()'], 'json text')],
};
