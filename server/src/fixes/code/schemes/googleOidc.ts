import { token } from './token';

const withJose = {
  imports: ["import { createRemoteJWKSet, jwtVerify } from 'jose';"],
  constants: `const keys = createRemoteJWKSet(new URL('https://www.googleapis.com/oauth2/v3/certs'));
`,
  statements: `    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: ['https://accounts.google.com', 'accounts.google.com'],
      audience,
      requiredClaims: ['exp', 'iat', 'email'],
    });
    return payload['email_verified'] === true && payload['email'] === email;`,
};

const withGoogle = {
  imports: ["import { OAuth2Client } from 'google-auth-library';"],
  constants: `const client = new OAuth2Client();
`,
  statements: `    const payload = (await client.verifyIdToken({ idToken: token, audience })).getPayload();
    return payload?.email_verified === true && payload.email === email;`,
};

/** A token of one service account of Google, as Cloud Scheduler and Cloud Tasks send it. */
export const googleOidc = token({
  id: 'verify-google-oidc',
  title: 'Verify the token of a Google service account',
  presents: 'google-oidc',
  noun: 'ServiceAccount',
  files: ['verify-service-account', 'verify-google-oidc'],
  credential: 'a token that Google issued to the service account CRON_OIDC_EMAIL for CRON_OIDC_AUDIENCE',
  notes: ['The audience is the one that the job is created with; the address of the endpoint when it names none.'],
  settings: { audience: 'CRON_OIDC_AUDIENCE', email: 'CRON_OIDC_EMAIL' },
  test: 'isServiceAccount',
  code({ edge, installed }) {
    if (!edge && installed.has('google-auth-library')) return withGoogle;
    return installed.has('jose') ? withJose : undefined;
  },
});
