import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Unkey: an invalid key is a result, not an error. */
export const unkeyApi: LibraryAdapter = {
  id: 'unkey-api',
  verifiers: {
    '@unkey/api#Unkey().keys.verifyKey': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'lookup',
      binds: [],
      async: true,
      presented: { argument: 0, path: ['key'] },
      refusal: { accepted: { data: { valid: true } }, refused: { data: { valid: false } } },
    },
    '@unkey/api#Unkey().keys.verify': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'lookup',
      binds: [],
      async: true,
      presented: { argument: 0, path: ['key'] },
      refusal: { accepted: { result: { valid: true }, error: null }, refused: { result: { valid: false } } },
    },
    '@unkey/api#verifyKey': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'lookup',
      binds: [],
      async: true,
      presented: { argument: 0 },
      refusal: { accepted: { result: { valid: true } }, refused: { result: { valid: false } } },
    },
  },
  effects: each(members('@unkey/api#Unkey().keys', 'createKey deleteKey updateKey create delete update'), 'http'),
  harmless: ['@unkey/api#Unkey'],
};
