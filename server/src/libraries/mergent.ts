import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Mergent; there is no timestamp in the signature. */
export const mergent: LibraryAdapter = {
  id: 'mergent',
  verifiers: {
    'mergent#RequestValidator().validateSignature': {
      credential: { kind: 'signature', header: 'x-mergent-signature' },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: false,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { call: 'RequestValidator', argument: 0 },
    },
  },
  effects: each(members(['mergent#().tasks', 'mergent#Mergent().tasks'], 'create update delete run'), 'queue'),
  harmless: members('mergent#', 'RequestValidator Mergent'),
};
