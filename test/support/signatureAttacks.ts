import { createHash, createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { type Battery, nextSecret, now, secret, strangers } from './attacks';

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
      ...strangers(variables),
      { name: 'a signature with another key', variables, headers: signed(body, 'wrong') },
      { name: 'a recorded signature', variables, headers: signed(body, secret, now() - 3600) },
      { name: 'a signature from the future', variables, headers: signed(body, secret, now() + 3600) },
      { name: 'a recorded signature in milliseconds', variables, headers: signed(body, secret, (now() - 3600) * 1000) },
      { name: 'a signature over no time', variables, headers: signed(body, secret, 'now') },
      { name: 'a signature of another body', variables, headers: signed(`${body ?? ''} `, secret) },
      { name: 'the signature of an empty body', variables, headers: signed('', secret), body: '{"reason":"other"}' },
      { name: 'a changed body', variables, headers: signed(body, secret), body: '{"reason":"other"}' },
      { name: 'a signature with another time', variables, headers: { 'x-cronjobpro-signature': `t=${now() - 30},${signature}` } },
      { name: 'a time without a signature', variables, headers: { 'x-cronjobpro-signature': time } },
      { name: 'half a signature', variables, headers: { 'x-cronjobpro-signature': `${time},${signature.slice(0, -2)}` } },
      { name: 'an empty signature', variables, headers: { 'x-cronjobpro-signature': '' } },
      { name: 'a signature with an empty key', variables: { CRONJOBPRO_WEBHOOK_SECRET: '' }, headers: signed(body, '') },
      { name: 'a signature with "undefined"', variables: {}, headers: signed(body, 'undefined') },
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
      variables: { CRONJOBPRO_WEBHOOK_SECRET: secret, CRONJOBPRO_WEBHOOK_SECRET_NEXT: nextSecret },
      headers: signed(body, nextSecret),
    },
  ],
};

const webhookKey = `whsec_${Buffer.from(secret).toString('base64')}`;
const nextWebhookKey = `whsec_${Buffer.from(nextSecret).toString('base64')}`;

/** What the library of Standard Webhooks sends. */
function webhook(body: string | undefined, key: string, at = now(), id = 'msg_1'): Readonly<Record<string, string>> {
  const signature = new Webhook(key).sign(id, new Date(at * 1000), body ?? '');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature };
}

/** A Standard Webhooks signature. */
export const standardWebhook: Battery = {
  owns: ['WEBHOOK_SECRET', 'WEBHOOK_SECRET_NEXT'],
  refused: ({ body }) => {
    const variables = { WEBHOOK_SECRET: webhookKey };
    const genuine = webhook(body, webhookKey);
    const none = createHmac('sha256', '')
      .update(`msg_1.${now()}.${body ?? ''}`)
      .digest('base64');
    return [
      ...strangers(variables),
      { name: 'a signature with another key', variables, headers: webhook(body, nextWebhookKey) },
      { name: 'a recorded signature', variables, headers: webhook(body, webhookKey, now() - 3600) },
      { name: 'a signature from the future', variables, headers: webhook(body, webhookKey, now() + 3600) },
      { name: 'a signature with another time', variables, headers: { ...genuine, 'webhook-timestamp': String(now() - 30) } },
      { name: 'a signature with another identity', variables, headers: { ...genuine, 'webhook-id': 'msg_2' } },
      { name: 'a changed body', variables, headers: genuine, body: '{"reason":"other"}' },
      { name: 'a time that is no number', variables, headers: { ...genuine, 'webhook-timestamp': 'now' } },
      {
        name: 'half a signature',
        variables,
        headers: { ...genuine, 'webhook-signature': (genuine['webhook-signature'] ?? '').slice(0, -4) },
      },
      { name: 'an empty signature', variables, headers: { ...genuine, 'webhook-signature': 'v1,' } },
      {
        name: 'a signature with an empty key',
        variables: { WEBHOOK_SECRET: 'whsec_' },
        headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now()), 'webhook-signature': `v1,${none}` },
      },
    ];
  },
  accepted: ({ body }) => [
    { name: 'a fresh signature', variables: { WEBHOOK_SECRET: webhookKey }, headers: webhook(body, webhookKey) },
    {
      name: 'one of several signatures, with the next key',
      variables: { WEBHOOK_SECRET: webhookKey, WEBHOOK_SECRET_NEXT: nextWebhookKey },
      headers: {
        ...webhook(body, nextWebhookKey),
        'webhook-signature': `v1a,other v1,${'A'.repeat(43)}= ${webhook(body, nextWebhookKey)['webhook-signature']}`,
      },
    },
  ],
};

const base64url = (value: string | Buffer) => Buffer.from(value).toString('base64url');
const origin = 'https://sample.example';

interface Claims {
  readonly lifetime?: number;
  readonly address?: string;
  readonly algorithm?: 'HS256' | 'none';
}

function message(body: string | undefined, key: string, address: string, { lifetime = 300, algorithm = 'HS256' }: Claims = {}) {
  const header = base64url(JSON.stringify({ alg: algorithm, typ: 'JWT' }));
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('base64url');
  const claims = { iss: 'Upstash', sub: address, nbf: now() - 600, iat: now() - 600, exp: now() + lifetime, body: digest };
  const content = `${header}.${base64url(JSON.stringify(claims))}`;
  const signature = algorithm === 'none' ? '' : createHmac('sha256', key).update(content).digest('base64url');
  return { 'upstash-signature': `${content}.${signature}` };
}

/** The signed token of QStash. */
export const qstash: Battery = {
  owns: ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY', 'QSTASH_DESTINATION', 'QSTASH_REGION', 'QSTASH_DEV'],
  refused: ({ body, path }) => {
    const variables = { QSTASH_CURRENT_SIGNING_KEY: secret, QSTASH_NEXT_SIGNING_KEY: nextSecret, QSTASH_DESTINATION: origin };
    const address = origin + path;
    return [
      ...strangers(variables),
      { name: 'a token with another key', variables, headers: message(body, 'wrong', address) },
      { name: 'an expired token', variables, headers: message(body, secret, address, { lifetime: -60 }) },
      { name: 'a token for another body', variables, headers: message(`${body ?? ''} `, secret, address) },
      { name: 'a changed body', variables, headers: message(body, secret, address), body: '{"reason":"other"}' },
      { name: 'a token for another address of the account', variables, headers: message(body, secret, `${origin}/api/other`) },
      { name: 'a token for another host', variables, headers: message(body, secret, `https://other.example${path}`) },
      { name: 'a token without an algorithm', variables, headers: message(body, secret, address, { algorithm: 'none' }) },
      { name: 'no token', variables, headers: { 'upstash-signature': 'x' } },
      {
        name: 'a token with an empty key while the keys are not set',
        variables: { QSTASH_DESTINATION: origin },
        headers: message(body, '', address),
      },
      {
        name: 'the public key of development mode',
        variables: { ...variables, QSTASH_DEV: '1' },
        headers: message(body, 'sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r', address),
      },
    ];
  },
  accepted: ({ body, path }) => {
    const variables = { QSTASH_CURRENT_SIGNING_KEY: secret, QSTASH_NEXT_SIGNING_KEY: nextSecret, QSTASH_DESTINATION: `${origin}/` };
    return [
      { name: 'a token with the current key', variables, headers: message(body, secret, origin + path) },
      { name: 'a token with the next key', variables, headers: message(body, nextSecret, origin + path) },
    ];
  },
};

/** The same for a workflow, whose library takes a token for any address of the account. */
export const workflow: Battery = {
  owns: qstash.owns,
  refused: (call) => qstash.refused(call).filter(({ name }) => !/another (?:address|host)/.test(name)),
  accepted: qstash.accepted,
};
