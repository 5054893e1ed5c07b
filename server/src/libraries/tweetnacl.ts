import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Signatures with NaCl. */
export const tweetnacl: LibraryAdapter = {
  id: 'tweetnacl',
  verifiers: {
    'tweetnacl#sign.detached.verify': {
      credential: { kind: 'signature', header: undefined },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: false,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 2 },
    },
  },
  comparisons: { 'tweetnacl#verify': { left: 0, right: 1 } },
  harmless: members('tweetnacl#', 'hash randomBytes sign.detached sign.keyPair.**'),
};
