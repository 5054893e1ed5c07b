import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Signature, expiry and Google as issuer are always checked; the audience only when given, the caller's e-mail never. */
const verifyIdToken: VerifierModel = {
  credential: { kind: 'token', format: 'oidc' },
  method: 'signature',
  binds: ['issuer', 'expiry', 'time'],
  refusal: 'throws',
  async: true,
  presented: { argument: 0, path: ['idToken'] },
  options: { audience: 'audience' },
};

/** Google's tokens; `google.auth` of `googleapis` is the same class. */
export const googleAuthLibrary: LibraryAdapter = {
  id: 'google-auth-library',
  verifiers: {
    'google-auth-library#OAuth2Client().verifyIdToken': verifyIdToken,
    'googleapis#google.auth.OAuth2().verifyIdToken': verifyIdToken,
    'google-auth-library#OAuth2Client().getTokenInfo': { ...verifyIdToken, presented: { argument: 0 }, options: {}, binds: ['expiry'] },
    'google-auth-library#OAuth2Client().verifySignedJwtWithCertsAsync': {
      ...verifyIdToken,
      presented: { argument: 0 },
      key: { argument: 1 },
      options: {},
      binds: ['expiry'],
    },
  },
  effects: each(
    [
      'google-auth-library#GoogleAuth().request',
      'google-auth-library#OAuth2Client().request',
      ...members('google-auth-library#GoogleAuth()', 'getIdTokenClient().request getClient().request fetch'),
    ],
    'http',
  ),
  harmless: [
    ...members('google-auth-library#', 'OAuth2Client GoogleAuth JWT Impersonated'),
    ...members(
      'google-auth-library#GoogleAuth()',
      'getClient getIdTokenClient getProjectId getAccessToken getRequestHeaders getIdTokenClient().getRequestHeaders',
    ),
    ...members(
      'google-auth-library#OAuth2Client()',
      'setCredentials getAccessToken generateAuthUrl getFederatedSignonCerts getIapPublicKeys',
    ),
    'google-auth-library#OAuth2Client().verifyIdToken().**',
    'googleapis#google.auth.**',
  ],
};
