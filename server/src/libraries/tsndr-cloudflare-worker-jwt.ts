import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Tokens in Workers; a refused one gives `false` or `undefined`, depending on the version. */
export const tsndrCloudflareWorkerJwt: LibraryAdapter = {
  id: 'tsndr-cloudflare-worker-jwt',
  verifiers: {
    '@tsndr/cloudflare-worker-jwt#verify': {
      credential: { kind: 'token', format: 'jwt' },
      method: 'signature',
      binds: ['expiry'],
      refusal: 'false',
      async: true,
      presented: { argument: 0 },
      key: { argument: 1 },
      refusalWith: { throwError: 'throws' },
    },
  },
  unverified: { '@tsndr/cloudflare-worker-jwt#decode': 'the token is decoded, its signature is not checked' },
  harmless: members('@tsndr/cloudflare-worker-jwt#', 'sign decode'),
};
