import { type Battery, nextSecret, secret, strangers } from './attacks';

const variables = {
  SUPABASE_URL: 'https://project.sample.example',
  SUPABASE_SECRET_KEYS: JSON.stringify({ default: secret, reports: nextSecret }),
};

/** A secret key of a Supabase project. */
export const supabase: Battery = {
  owns: [...Object.keys(variables), 'SUPABASE_SECRET_KEY', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_PUBLISHABLE_KEYS', 'SUPABASE_JWKS'],
  refused: () => [
    ...strangers(variables),
    { name: 'a wrong key', variables, headers: { apikey: 'x'.repeat(secret.length) } },
    { name: 'the beginning of the key', variables, headers: { apikey: secret.slice(0, -1) } },
    { name: 'an empty key', variables, headers: { apikey: '' } },
    { name: '"undefined"', variables, headers: { apikey: 'undefined' } },
    { name: 'a key of another name', variables, headers: { apikey: nextSecret } },
    { name: 'the key as a bearer', variables, headers: { authorization: `Bearer ${secret}` } },
    {
      name: 'the publishable key',
      variables: { ...variables, SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: 'publishable' }) },
      headers: { apikey: 'publishable' },
    },
    {
      name: 'an empty key while the key is empty',
      variables: { ...variables, SUPABASE_SECRET_KEYS: '{"default":""}' },
      headers: { apikey: '' },
    },
    { name: 'the key while no keys are set', variables: { SUPABASE_URL: variables.SUPABASE_URL }, headers: { apikey: secret } },
    { name: 'the key while the keys are no JSON', variables: { ...variables, SUPABASE_SECRET_KEYS: secret }, headers: { apikey: secret } },
    { name: 'the key while the address is empty', variables: { ...variables, SUPABASE_URL: '' }, headers: { apikey: secret } },
  ],
  accepted: () => [{ name: 'the key', variables, headers: { apikey: secret } }],
};
