import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Twilio: requests are signed over address and parameters, without a timestamp. */
export const twilio: LibraryAdapter = {
  id: 'twilio',
  verifiers: {
    'twilio#validateRequest': {
      credential: { kind: 'signature', header: 'x-twilio-signature' },
      method: 'signature',
      binds: ['body', 'url'],
      refusal: 'false',
      async: false,
      key: { argument: 0 },
      presented: { argument: 1 },
      data: { argument: 3 },
    },
    'twilio#validateRequestWithBody': {
      credential: { kind: 'signature', header: 'x-twilio-signature' },
      method: 'signature',
      binds: ['body', 'url'],
      refusal: 'false',
      async: false,
      key: { argument: 0 },
      presented: { argument: 1 },
      data: { argument: 3 },
    },
    'twilio#validateExpressRequest': {
      credential: { kind: 'signature', header: 'x-twilio-signature' },
      method: 'signature',
      binds: ['body', 'url'],
      refusal: 'false',
      async: false,
      presented: { argument: 0 },
      key: { argument: 1 },
    },
  },
  middleware: {
    'twilio#webhook': {
      credential: { kind: 'signature', header: 'x-twilio-signature' },
      method: 'signature',
      binds: ['body', 'url'],
      disabledBy: { validate: false },
    },
  },
  effects: each(members(['twilio#().**', 'twilio#Twilio().**'], 'create update remove'), 'message'),
  harmless: [
    'twilio#',
    'twilio#().messages',
    'twilio#().calls',
    ...members('twilio#', 'Twilio twiml.** jwt.**'),
    ...members(['twilio#().**', 'twilio#Twilio().**'], 'fetch list each page'),
  ],
};
