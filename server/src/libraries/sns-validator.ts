import type { LibraryAdapter } from '../model/adapters';

/** Amazon SNS messages: the result only comes to the callback. */
export const snsValidator: LibraryAdapter = {
  id: 'sns-validator',
  verifiers: {
    'sns-validator#().validate': {
      credential: { kind: 'signature', header: undefined },
      method: 'signature',
      binds: ['body'],
      refusal: 'throws',
      async: false,
      presented: { argument: 0 },
      data: { argument: 0 },
      callback: true,
    },
  },
  harmless: ['sns-validator#'],
};
