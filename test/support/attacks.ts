import { createHash, createHmac } from 'node:crypto';
import type { Call } from './fixedCode';

/** One attempt: the environment of the server and what is sent. */
export interface Attempt {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Another body than the one the credential was made for. */
  readonly body?: string;
}

/** What must be refused and what must get through, for one kind of credential. */
export interface Battery {
  /** Variables that are taken out of the environment before every attempt. */
  readonly owns: readonly string[];
  readonly refused: (call: Call) => readonly Attempt[];
  readonly accepted: (call: Call) => readonly Attempt[];
}

const internal = { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.1', 'x-vercel-cron': '1', 'user-agent': 'vercel-cron/1.0' };
const secret = 'a secret of the sample, long enough';
const next = 'the secret that follows it';

const bearerHeaders = (value: string) => ({ authorization: `Bearer ${value}` });

/** A static bearer secret in CRON_SECRET. */
export const bearer: Battery = {
  owns: ['CRON_SECRET', 'CRON_SECRET_NEXT'],
  refused: () => [
    { name: 'no credential', variables: { CRON_SECRET: secret }, headers: {} },
    { name: 'a wrong secret', variables: { CRON_SECRET: secret }, headers: bearerHeaders('wrong') },
    { name: 'a wrong secret of the same length', variables: { CRON_SECRET: secret }, headers: bearerHeaders('x'.repeat(secret.length)) },
    { name: 'the beginning of the secret', variables: { CRON_SECRET: secret }, headers: bearerHeaders(secret.slice(0, -1)) },
    { name: 'the secret without its scheme', variables: { CRON_SECRET: secret }, headers: { authorization: secret } },
    { name: 'an internal address', variables: { CRON_SECRET: secret }, headers: internal },
    { name: 'an internal address while the secret is not set', variables: {}, headers: internal },
    { name: '"Bearer undefined" while the secret is not set', variables: {}, headers: bearerHeaders('undefined') },
    { name: '"Bearer undefined" while there is no next secret', variables: { CRON_SECRET: secret }, headers: bearerHeaders('undefined') },
    { name: '"Bearer" while the secret is empty', variables: { CRON_SECRET: '' }, headers: { authorization: 'Bearer ' } },
    { name: 'no credential while the secret is empty', variables: { CRON_SECRET: '' }, headers: {} },
  ],
  accepted: () => [
    { name: 'the secret', variables: { CRON_SECRET: secret }, headers: bearerHeaders(secret) },
    {
      name: 'the secret while the next one is set',
      variables: { CRON_SECRET: secret, CRON_SECRET_NEXT: next },
      headers: bearerHeaders(secret),
    },
    { name: 'the next secret', variables: { CRON_SECRET: secret, CRON_SECRET_NEXT: next }, headers: bearerHeaders(next) },
  ],
};

const now = () => Math.floor(Date.now() / 1000);

function signed(body: string | undefined, key: string, time: number | string = now()): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', key)
    .update(`${time}.${body ?? ''}`)
    .digest('hex');
  return { 'x-cronjobpro-signature': `t=${time},v1=${signature}` };
}

/** A signature with freshness in X-CronJobPro-Signature. */
export const hmac: Battery = {
  owns: ['CRONJOBPRO_WEBHOOK_SECRET', 'CRONJOBPRO_WEBHOOK_SECRET_NEXT'],
  refused: ({ body }) => {
    const variables = { CRONJOBPRO_WEBHOOK_SECRET: secret };
    const [time = '', signature = ''] = (signed(body, secret)['x-cronjobpro-signature'] ?? '').split(',');
    return [
      { name: 'no signature', variables, headers: {} },
      { name: 'an internal address', variables, headers: internal },
      { name: 'a signature with another key', variables, headers: signed(body, 'wrong') },
      { name: 'an expired signature', variables, headers: signed(body, secret, now() - 3600) },
      { name: 'a signature from the future', variables, headers: signed(body, secret, now() + 3600) },
      { name: 'an expired signature in milliseconds', variables, headers: signed(body, secret, (now() - 3600) * 1000) },
      { name: 'a signature over no time', variables, headers: signed(body, secret, 'now') },
      { name: 'a signature of another body', variables, headers: signed(`${body ?? ''} `, secret) },
      { name: 'the signature of an empty body', variables, headers: signed('', secret), body: '{"reason":"other"}' },
      { name: 'a signature with another time', variables, headers: { 'x-cronjobpro-signature': `t=${now() - 1},${signature}` } },
      { name: 'a time without a signature', variables, headers: { 'x-cronjobpro-signature': time } },
      { name: 'half a signature', variables, headers: { 'x-cronjobpro-signature': `${time},${signature.slice(0, -2)}` } },
      {
        name: 'a signature with an empty key while the secret is empty',
        variables: { CRONJOBPRO_WEBHOOK_SECRET: '' },
        headers: signed(body, ''),
      },
      { name: 'a signature with "undefined" while the secret is not set', variables: {}, headers: signed(body, 'undefined') },
    ];
  },
  accepted: ({ body }) => [
    { name: 'a fresh signature', variables: { CRONJOBPRO_WEBHOOK_SECRET: secret }, headers: signed(body, secret) },
    {
      name: 'a fresh signature in milliseconds',
      variables: { CRONJOBPRO_WEBHOOK_SECRET: secret },
      headers: signed(body, secret, Date.now()),
    },
    {
      name: 'a signature with the next key',
      variables: { CRONJOBPRO_WEBHOOK_SECRET: secret, CRONJOBPRO_WEBHOOK_SECRET_NEXT: next },
      headers: signed(body, next),
    },
  ],
};

const base64url = (value: string | Buffer) => Buffer.from(value).toString('base64url');

function token(body: string | undefined, key: string, lifetime = 300): Readonly<Record<string, string>> {
  const header = base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT' }));
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('base64url');
  const claims = { iss: 'Upstash', sub: 'https://sample.example', nbf: now() - 600, iat: now() - 600, exp: now() + lifetime, body: digest };
  const content = `${header}.${base64url(JSON.stringify(claims))}`;
  return { 'upstash-signature': `${content}.${createHmac('sha256', key).update(content).digest('base64url')}` };
}

/** The signed token of QStash. */
export const qstash: Battery = {
  owns: ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY', 'QSTASH_REGION', 'QSTASH_DEV'],
  refused: ({ body }) => {
    const variables = { QSTASH_CURRENT_SIGNING_KEY: secret, QSTASH_NEXT_SIGNING_KEY: next };
    return [
      { name: 'no signature', variables, headers: {} },
      { name: 'an internal address', variables, headers: internal },
      { name: 'a token with another key', variables, headers: token(body, 'wrong') },
      { name: 'an expired token', variables, headers: token(body, secret, -60) },
      { name: 'a token for another body', variables, headers: token(`${body ?? ''} `, secret) },
      { name: 'no token', variables, headers: { 'upstash-signature': 'x' } },
      { name: 'a token with an empty key while the keys are not set', variables: {}, headers: token(body, '') },
    ];
  },
  accepted: ({ body }) => {
    const variables = { QSTASH_CURRENT_SIGNING_KEY: secret, QSTASH_NEXT_SIGNING_KEY: next };
    return [
      { name: 'a token with the current key', variables, headers: token(body, secret) },
      { name: 'a token with the next key', variables, headers: token(body, next) },
    ];
  },
};
