import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
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

function token(claims: Claims, key: KeyObject = issuer.privateKey): string {
  const content = `${encoded({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encoded(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
}

function unsigned(claims: Claims): string {
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;
}

const presenting = (value: string) => ({ authorization: `Bearer ${value}` });
const audience = 'https://sample.example';

interface Issued {
  /** An environment in which the true scheduler is let in. */
  readonly variables: Readonly<Record<string, string>>;
  readonly claims: Claims;
  /** Claims that make a token somebody else's. */
  readonly others: Readonly<Record<string, Claims>>;
}

function batteryOf({ variables, claims, others }: Issued): Battery {
  const fresh = (): Claims => ({ ...claims, aud: audience, iat: now(), exp: now() + 300 });
  return {
    owns: Object.keys(variables),
    refused: () => [
      ...strangers(variables),
      { name: 'a token with another key', variables, headers: presenting(token(fresh(), stranger.privateKey)) },
      { name: 'an expired token', variables, headers: presenting(token({ ...fresh(), iat: now() - 7200, exp: now() - 3600 })) },
      { name: 'a token for another audience', variables, headers: presenting(token({ ...fresh(), aud: 'https://other.example' })) },
      { name: 'a token without an audience', variables, headers: presenting(token({ ...fresh(), aud: undefined })) },
      { name: 'a token of another issuer', variables, headers: presenting(token({ ...fresh(), iss: 'https://issuer.example' })) },
      { name: 'a token without an algorithm', variables, headers: presenting(unsigned(fresh())) },
      { name: 'half a token', variables, headers: presenting(token(fresh()).slice(0, -20)) },
      { name: 'a token without its scheme', variables, headers: { authorization: token(fresh()) } },
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
  return token({ iss: 'https://accounts.google.com', sub: '1', email, email_verified: true, aud, iat: now(), exp: now() + 300 });
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
