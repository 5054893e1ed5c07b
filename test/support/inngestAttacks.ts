import { createHmac } from 'node:crypto';
import { type Battery, nextSecret, now, secret, strangers } from './attacks';

const key = `signkey-prod-${Buffer.from(secret).toString('hex')}`;
const nextKey = `signkey-prod-${Buffer.from(nextSecret).toString('hex')}`;

function signed(body: string | undefined, signing: string, at = now()): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', signing.replace(/signkey-\w+-/, ''))
    .update(`${body ?? ''}${at}`)
    .digest('hex');
  return { 'x-inngest-signature': `t=${at}&s=${signature}` };
}

/** The call of Inngest that runs a function. */
export const runOfFunction = {
  method: 'POST',
  path: '/api/inngest?fnId=jobs-sweep&stepId=step',
  // Keys are in the order in which they are signed.
  body: '{"ctx":{"attempt":0,"disable_immediate_execution":false,"run_id":"run","stack":{"current":0,"stack":[]},"use_api":false},"event":{"data":{"reason":"nightly"},"name":"inngest/scheduled.timer"},"events":[],"steps":{},"use_api":false,"version":1}',
};

/** The signature that Inngest sends. */
export const inngest: Battery = {
  owns: ['INNGEST_SIGNING_KEY', 'INNGEST_SIGNING_KEY_FALLBACK', 'INNGEST_DEV'],
  refused: ({ body }) => {
    const variables = { INNGEST_SIGNING_KEY: key };
    const [time = '', signature = ''] = (signed(body, key)['x-inngest-signature'] ?? '').split('&');
    const other = (body ?? '').replace('nightly', 'other');
    return [
      ...strangers(variables),
      ...strangers(variables).map((one) => ({
        ...one,
        name: `${one.name}, in development`,
        variables: { ...one.variables, INNGEST_DEV: '1' },
      })),
      { name: 'a signature with another key', variables, headers: signed(body, nextKey) },
      { name: 'a recorded signature', variables, headers: signed(body, key, now() - 3600) },
      { name: 'a signature of another body', variables, headers: signed(other, key) },
      { name: 'a changed body', variables, headers: signed(body, key), body: other },
      { name: 'a signature with another time', variables, headers: { 'x-inngest-signature': `t=${now() - 1}&${signature}` } },
      { name: 'a time without a signature', variables, headers: { 'x-inngest-signature': time } },
      { name: 'half a signature', variables, headers: { 'x-inngest-signature': `${time}&${signature.slice(0, -2)}` } },
      { name: 'a signature with "undefined"', variables: {}, headers: signed(body, 'undefined') },
    ];
  },
  accepted: ({ body }) => [
    { name: 'a fresh signature', variables: { INNGEST_SIGNING_KEY: key }, headers: signed(body, key) },
    {
      name: 'a signature with the key before',
      variables: { INNGEST_SIGNING_KEY: nextKey, INNGEST_SIGNING_KEY_FALLBACK: key },
      headers: signed(body, key),
    },
  ],
};
