import type { LibraryAdapter, MiddlewareModel, VerifierModel } from '../model/adapters';
import { members } from '../model/apiPath';

const verify: VerifierModel = {
  credential: { kind: 'signature', header: 'x-hub-signature-256' },
  method: 'signature',
  binds: ['body'],
  refusal: 'false',
  async: true,
  data: { argument: 0 },
  presented: { argument: 1 },
  key: { call: 'Webhooks', argument: 0, path: ['secret'] },
};

const receive: MiddlewareModel = { credential: { kind: 'signature', header: 'x-hub-signature-256' }, method: 'signature', binds: ['body'] };

/** GitHub webhooks; there is no timestamp in the signature. */
export const octokitWebhooks: LibraryAdapter = {
  id: 'octokit-webhooks',
  verifiers: {
    '@octokit/webhooks#Webhooks().verify': verify,
    '@octokit/webhooks#Webhooks().verifyAndReceive': {
      ...verify,
      refusal: 'throws',
      data: { argument: 0, path: ['payload'] },
      presented: { argument: 0, path: ['signature'] },
    },
    '@octokit/webhooks-methods#verify': { ...verify, key: { argument: 0 }, data: { argument: 1 }, presented: { argument: 2 } },
    '@octokit/webhooks-methods#verifyWithFallback': { ...verify, key: { argument: 0 }, data: { argument: 1 }, presented: { argument: 2 } },
  },
  middleware: { '@octokit/webhooks#createNodeMiddleware': receive, '@octokit/webhooks#createWebMiddleware': receive },
  harmless: [
    '@octokit/webhooks#Webhooks',
    ...members('@octokit/webhooks#Webhooks()', 'on onAny onError sign'),
    '@octokit/webhooks-methods#sign',
  ],
};
