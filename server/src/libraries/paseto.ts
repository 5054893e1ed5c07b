import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Paseto tokens. */
export const paseto: LibraryAdapter = {
  id: 'paseto',
  verifiers: {
    ...each(members(['paseto#V1', 'paseto#V2', 'paseto#V3', 'paseto#V4'], 'verify decrypt'), {
      credential: { kind: 'token', format: 'opaque' },
      method: 'signature',
      binds: ['expiry'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0 },
      key: { argument: 1 },
      options: { audience: 'audience', issuer: 'issuer', subject: 'caller', maxTokenAge: 'expiry' },
      weakening: { ignoreExp: 'expiration is ignored' },
    } satisfies VerifierModel),
  },
  unverified: { 'paseto#decode': 'the token is decoded, its signature is not checked' },
  harmless: members('paseto#', 'decode V2.sign V4.sign'),
};
