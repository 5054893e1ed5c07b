import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { members } from '../model/apiPath';

const token: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  refusal: 'throws',
  async: false,
  presented: { argument: 0 },
  key: { call: 'createVerifier', argument: 0, path: ['key'] },
  options: { allowedAud: 'audience', allowedIss: 'issuer', allowedSub: 'caller', maxAge: 'expiry' },
  weakening: { ignoreExpiration: 'expiration is ignored' },
};

/** Fast JWT. */
export const fastJwt: LibraryAdapter = {
  id: 'fast-jwt',
  verifiers: { 'fast-jwt#createVerifier()': token },
  unverified: { 'fast-jwt#createDecoder()': 'the token is decoded, its signature is not checked' },
  harmless: [...members('fast-jwt#', 'createVerifier createDecoder createSigner createSigner()'), 'fast-jwt#createDecoder()'],
};
