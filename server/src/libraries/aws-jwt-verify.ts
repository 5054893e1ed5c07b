import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const verifiers = [
  'aws-jwt-verify#CognitoJwtVerifier.create()',
  'aws-jwt-verify#JwtVerifier.create()',
  'aws-jwt-verify#JwtRsaVerifier.create()',
  'aws-jwt-verify#AlbJwtVerifier.create()',
  'aws-jwt-verify/jwt-rsa#JwtRsaVerifier.create()',
  'aws-jwt-verify/cognito-verifier#CognitoJwtVerifier.create()',
] as const;

const token: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['issuer', 'audience', 'expiry'],
  refusal: 'throws',
  async: true,
  presented: { argument: 0 },
};

/** Tokens of Cognito and other issuers; `null` for an option turns its check off. */
export const awsJwtVerify: LibraryAdapter = {
  id: 'aws-jwt-verify',
  verifiers: { ...each(members(verifiers, 'verify'), token), ...each(members(verifiers, 'verifySync'), { ...token, async: false }) },
  harmless: [
    ...members('aws-jwt-verify#', 'CognitoJwtVerifier.create JwtVerifier.create JwtRsaVerifier.create AlbJwtVerifier.create'),
    'aws-jwt-verify#CognitoJwtVerifier.create().hydrate',
  ],
};
