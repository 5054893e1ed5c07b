import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { type Battery, now, strangers } from './attacks';

const issuer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyId = 'sample';

/** The keys that issuers publish, as the tests' network answers. */
export const publishedKeys = { keys: [{ ...issuer.publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' }] };

/** Lets Google's library know the same keys; it fetches certificates past the global `fetch`. */
export function publishCertificates(): void {
  const certs = { [keyId]: String(issuer.publicKey.export({ format: 'pem', type: 'spki' })) };
  Object.assign(OAuth2Client.prototype, { getFederatedSignonCertsAsync: () => Promise.resolve({ certs, format: 'PEM' }) });
}

type Claims = Readonly<Record<string, string | number | boolean | undefined>>;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(claims: Claims, key: KeyObject = issuer.privateKey): string {
  const content = `${encoded({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encoded(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
}

function unsigned(claims: Claims): string {
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;
}

const audience = 'https://sample.example';

interface Issued {
  /** An environment in which the true scheduler is let in. */
  readonly variables: Readonly<Record<string, string>>;
  readonly claims: Claims;
  /** Claims that make a token somebody else's. */
  readonly others: Readonly<Record<string, Claims>>;
  /** Signs with a shared key instead of the issuer's. */
  readonly key?: string;
  /** Carries the token by itself, instead of `Authorization`. */
  readonly header?: string;
}

function withSharedKey(claims: Claims, key: string): string {
  const content = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

function batteryOf({ variables, claims, others, key, header }: Issued): Battery {
  const presenting = (value: string): Readonly<Record<string, string>> =>
    header === undefined ? { authorization: `Bearer ${value}` } : { [header]: value };
  const token = (said: Claims, isStranger = false): string => {
    if (key !== undefined) return withSharedKey(said, isStranger ? 'guessed' : key);
    return signed(said, isStranger ? stranger.privateKey : issuer.privateKey);
  };
  const fresh = (): Claims => ({ ...claims, aud: audience, iat: now(), exp: now() + 300 });
  return {
    owns: Object.keys(variables),
    refused: () => [
      ...strangers(variables),
      { name: 'a token with another key', variables, headers: presenting(token(fresh(), true)) },
      { name: 'an expired token', variables, headers: presenting(token({ ...fresh(), iat: now() - 7200, exp: now() - 3600 })) },
      { name: 'a token for another audience', variables, headers: presenting(token({ ...fresh(), aud: 'https://other.example' })) },
      { name: 'a token without an audience', variables, headers: presenting(token({ ...fresh(), aud: undefined })) },
      { name: 'a token of another issuer', variables, headers: presenting(token({ ...fresh(), iss: 'https://issuer.example' })) },
      { name: 'a token without an algorithm', variables, headers: presenting(unsigned(fresh())) },
      { name: 'half a token', variables, headers: presenting(token(fresh()).slice(0, -20)) },
      ...(header === undefined ? [{ name: 'a token without its scheme', variables, headers: { authorization: token(fresh()) } }] : []),
      ...Object.entries(others).map(([name, other]) => ({ name, variables, headers: presenting(token({ ...fresh(), ...other })) })),
      ...Object.keys(variables).map((variable) => ({
        name: `a token while ${variable} is empty`,
        variables: { ...variables, [variable]: '' },
        headers: presenting(token(fresh())),
      })),
    ],
    accepted: () => [{ name: 'a token of the true caller', variables, headers: presenting(token(fresh())) }],
  };
}

/** A token that Google issued to an account for an audience. */
export function googleToken(email: string, aud: string): string {
  return signed({ iss: 'https://accounts.google.com', sub: '1', email, email_verified: true, aud, iat: now(), exp: now() + 300 });
}

const account = 'scheduler@sample.iam.gserviceaccount.com';

/** The token of a service account of Google. */
export const googleOidc = batteryOf({
  variables: { CRON_OIDC_AUDIENCE: audience, CRON_OIDC_EMAIL: account },
  claims: { iss: 'https://accounts.google.com', sub: '1', email: account, email_verified: true },
  others: {
    'a token of another account': { email: 'other@sample.iam.gserviceaccount.com' },
    'a token without an account': { email: undefined },
    'a token of an address that is not verified': { email_verified: false },
  },
});

/** The token of a workflow of GitHub Actions. */
export const githubOidc = batteryOf({
  variables: { CRON_OIDC_AUDIENCE: audience, CRON_OIDC_REPOSITORY: 'sample/app', CRON_OIDC_REF: 'refs/heads/main' },
  claims: {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:sample/app:ref:refs/heads/main',
    repository: 'sample/app',
    ref: 'refs/heads/main',
  },
  others: {
    'a token of another repository': { repository: 'stranger/app' },
    'a token of another branch': { ref: 'refs/heads/topic' },
    'a token of no repository': { repository: undefined },
    'a token that was issued an hour ago': { iat: now() - 3600 },
  },
});

const jwt = {
  claims: { iss: 'https://issuer.sample.example', sub: 'scheduler' },
  others: {
    'a token of another caller': { sub: 'stranger' },
    'a token of no caller': { sub: undefined },
    'a token that never expires': { exp: undefined },
  },
};

const issued = { JWT_ISSUER: jwt.claims.iss, JWT_AUDIENCE: audience };

/** A token of the project's own issuer, whose keys are published. */
export const publishedKeyToken = batteryOf({
  ...jwt,
  variables: { ...issued, JWT_JWKS_URL: 'https://www.googleapis.com/oauth2/v3/certs' },
});

/** A token that is signed with a key that both sides have, in a header of its own. */
export const sharedKeyToken = batteryOf({
  ...jwt,
  variables: { ...issued, JWT_SECRET: 'a key that both sides have' },
  key: 'a key that both sides have',
  header: 'x-token',
});

/** What decoding takes for a token of the true caller: nobody looks at its signature. */
export const forged = unsigned({ sub: 'scheduler' });
