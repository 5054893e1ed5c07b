import type { Call } from './callers';

/** One attempt: the environment of the server and what is sent. */
export interface Attempt {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Another body than the one the credential was made for. */
  readonly body?: string;
  /** Over TLS, with a certificate of `test/fixtures/certificates`, or none. */
  readonly certificate?: Certificate;
}

/** Whose certificate a client presents: the true caller's, that of another client of the same authority, or one that a stranger made. */
export type Certificate = 'client' | 'other' | 'stranger' | 'none';

/** What must be refused and what must get through, for one kind of credential. */
export interface Battery {
  /** Variables that are taken out of the environment before every attempt. */
  readonly owns: readonly string[];
  readonly refused: (call: Call) => readonly Attempt[];
  readonly accepted: (call: Call) => readonly Attempt[];
}

/** What anybody can send, whatever the endpoint verifies; `configured` is an environment in which the true scheduler would be let in. */
export function strangers(configured: Readonly<Record<string, string>>): readonly Attempt[] {
  const guesses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'no credential': {},
    'an empty credential': { authorization: '' },
    'a wrong credential': { authorization: 'Bearer wrong' },
    '"Bearer undefined"': { authorization: 'Bearer undefined' },
    'the address of the machine itself': { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
    'an internal address': { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.1', 'x-internal': 'true' },
    "Vercel's user agent and header": { 'user-agent': 'vercel-cron/1.0', 'x-vercel-cron': '1' },
    "Google's user agent and headers": {
      'user-agent': 'Google-Cloud-Scheduler',
      'x-cloudscheduler': 'true',
      'x-appengine-cron': 'true',
      'x-cloudtasks-queuename': 'cron',
    },
    "QStash's user agent and headers": { 'user-agent': 'Upstash-QStash', 'upstash-message-id': 'msg_1', 'upstash-schedule-id': 'scd_1' },
  };
  return Object.entries(guesses).flatMap(([name, headers]) => [
    { name, variables: configured, headers },
    { name: `${name} while nothing is set`, variables: {}, headers },
  ]);
}

/** A secret of the tests. */
export const secret = 'a secret of the sample, long enough';

/** The secret that is about to replace it. */
export const nextSecret = 'the secret that follows it';

/** Seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

const presenting = (value: string) => ({ authorization: `Bearer ${value}` });

/** A static bearer secret in CRON_SECRET. */
export const bearer: Battery = {
  owns: ['CRON_SECRET', 'CRON_SECRET_NEXT'],
  refused: () => [
    ...strangers({ CRON_SECRET: secret }),
    { name: 'a wrong secret of the same length', variables: { CRON_SECRET: secret }, headers: presenting('x'.repeat(secret.length)) },
    { name: 'the beginning of the secret', variables: { CRON_SECRET: secret }, headers: presenting(secret.slice(0, -1)) },
    { name: 'the secret without its scheme', variables: { CRON_SECRET: secret }, headers: { authorization: secret } },
    { name: '"Bearer" while the secret is empty', variables: { CRON_SECRET: '' }, headers: { authorization: 'Bearer ' } },
    { name: 'no credential while the secret is empty', variables: { CRON_SECRET: '' }, headers: {} },
    { name: 'the next secret while the secret is not set', variables: { CRON_SECRET_NEXT: nextSecret }, headers: presenting(nextSecret) },
  ],
  accepted: () => [
    { name: 'the secret', variables: { CRON_SECRET: secret }, headers: presenting(secret) },
    {
      name: 'the secret while the next one is set',
      variables: { CRON_SECRET: secret, CRON_SECRET_NEXT: nextSecret },
      headers: presenting(secret),
    },
    { name: 'the next secret', variables: { CRON_SECRET: secret, CRON_SECRET_NEXT: nextSecret }, headers: presenting(nextSecret) },
  ],
};
