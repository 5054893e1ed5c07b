import type { Scheme, SchemeCode } from '../scheme';

const accepts = 'await isServiceAccount(authorization, audience, email)';
const head = `async function isServiceAccount(authorization‹: string | null | undefined›, audience‹: string›, email‹: string›)‹: Promise<boolean>› {
  const token = /^Bearer (\\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return false;
  try {`;
const end = `  } catch {
    return false;
  }
}
`;

const withJose: SchemeCode = {
  imports: ["import { createRemoteJWKSet, jwtVerify } from 'jose';"],
  constants: `const keys = createRemoteJWKSet(new URL('https://www.googleapis.com/oauth2/v3/certs'));
`,
  accepts,
  isAsync: true,
  functions: `${head}
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: ['https://accounts.google.com', 'accounts.google.com'],
      audience,
      requiredClaims: ['exp', 'iat', 'email'],
    });
    return payload['email_verified'] === true && payload['email'] === email;
${end}`,
};

const withGoogle: SchemeCode = {
  imports: ["import { OAuth2Client } from 'google-auth-library';"],
  constants: `const client = new OAuth2Client();
`,
  accepts,
  isAsync: true,
  functions: `${head}
    const payload = (await client.verifyIdToken({ idToken: token, audience })).getPayload();
    return payload?.email_verified === true && payload.email === email;
${end}`,
};

/** A token of one service account of Google, as Cloud Scheduler and Cloud Tasks send it. */
export const googleOidc: Scheme = {
  id: 'verify-google-oidc',
  title: 'Verify the token of a Google service account',
  presents: 'google-oidc',
  noun: 'ServiceAccount',
  files: ['verify-service-account', 'verify-google-oidc'],
  credential: 'a token that Google issued to the service account CRON_OIDC_EMAIL for CRON_OIDC_AUDIENCE',
  notes: ['The audience is the one that the job is created with; the address of the endpoint when it names none.'],
  word: 'token',
  settings: { audience: 'CRON_OIDC_AUDIENCE', email: 'CRON_OIDC_EMAIL' },
  headers: { authorization: 'authorization' },
  coversBody: false,
  bindsPath: false,
  code(edge, installed) {
    if (!edge && installed.has('google-auth-library')) return withGoogle;
    return installed.has('jose') ? withJose : undefined;
  },
};
