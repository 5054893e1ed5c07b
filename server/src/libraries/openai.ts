import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** OpenAI; a prompt leaves the system. */
export const openai: LibraryAdapter = {
  id: 'openai',
  verifiers: {
    ...each(['openai#().webhooks.unwrap', 'openai#OpenAI().webhooks.unwrap'], {
      credential: { kind: 'signature', header: 'webhook-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 2 },
    } satisfies VerifierModel),
    ...each(['openai#().webhooks.verifySignature', 'openai#OpenAI().webhooks.verifySignature'], {
      credential: { kind: 'signature', header: 'webhook-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      data: { argument: 0 },
      presented: { argument: 1 },
      key: { argument: 2 },
    } satisfies VerifierModel),
  },
  effects: each(
    members(
      ['openai#().**', 'openai#OpenAI().**', 'openai#AzureOpenAI().**'],
      `create parse stream generate edit createVariation upload update delete cancel submitToolOutputs createAndPoll runTools`,
    ),
    'http',
  ),
  harmless: [
    ...members('openai#', 'OpenAI AzureOpenAI toFile'),
    'openai#OpenAI.**',
    'openai#()',
    'openai#',
    'openai#OpenAI()',
    ...members(['openai#().**', 'openai#OpenAI().**', 'openai#AzureOpenAI().**'], 'retrieve list content'),
  ],
};
