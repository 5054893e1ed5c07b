import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Without options it accepts any audience, any issuer and a token without expiry. */
const verify: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: [],
  refusal: 'throws',
  async: true,
  presented: { argument: 0 },
  key: { argument: 1 },
  options: { audience: 'audience', issuer: 'issuer', subject: 'caller', maxTokenAge: 'expiry', requiredClaims: 'expiry' },
};

const signatureOnly: VerifierModel = {
  credential: { kind: 'signature', header: undefined },
  method: 'signature',
  binds: ['body'],
  refusal: 'throws',
  async: true,
  presented: { argument: 0 },
  key: { argument: 1 },
};

/** Tokens and signatures with `jose`. */
export const jose: LibraryAdapter = {
  id: 'jose',
  verifiers: {
    'jose#jwtVerify': verify,
    'jose/jwt/verify#jwtVerify': verify,
    'jose#jwtDecrypt': verify,
    ...each(members('jose#', 'compactVerify flattenedVerify generalVerify compactDecrypt'), signatureOnly),
  },
  unverified: {
    'jose#decodeJwt': 'the token is decoded, its signature is not checked',
    'jose#decodeProtectedHeader': "the token's header is decoded, its signature is not checked",
    'jose#UnsecuredJWT.decode': 'the token has no signature',
    'jose#EmbeddedJWK': 'the key comes from the token itself',
  },
  keySets: { 'jose#createRemoteJWKSet': 0, 'jose/jwks/remote#createRemoteJWKSet': 0 },
  derives: {
    ...each(members('jose#', 'importSPKI importPKCS8 importX509 importJWK'), { argument: 0, async: true }),
    'jose#base64url.decode': { argument: 0 },
    'jose#base64url.encode': { argument: 0 },
  },
  harmless: [
    ...members(
      'jose#',
      'createRemoteJWKSet createLocalJWKSet decodeJwt decodeProtectedHeader UnsecuredJWT.** UnsecuredJWT().** EmbeddedJWK',
    ),
    ...members(
      'jose#',
      'importSPKI importPKCS8 importX509 importJWK exportJWK base64url.* SignJWT.** SignJWT().** EncryptJWT.** EncryptJWT().** errors.**',
    ),
    ...members('jose#', 'CompactSign.** CompactSign().** calculateJwkThumbprint generateSecret generateKeyPair'),
  ],
};
