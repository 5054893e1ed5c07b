import { type Battery, strangers } from './attacks';

const variables = { CRON_CLIENT_NAME: 'scheduler.sample.example' };

/** A client certificate. */
export const clientCertificate: Battery = {
  owns: Object.keys(variables),
  refused: () => [
    ...strangers(variables),
    ...strangers(variables).map((one) => ({ ...one, name: `${one.name}, over TLS`, certificate: 'none' as const })),
    { name: 'a certificate of the same authority for another name', variables, headers: {}, certificate: 'other' },
    { name: 'a certificate that a stranger made for the name', variables, headers: {}, certificate: 'stranger' },
    {
      name: 'headers that proxies add',
      variables,
      headers: { 'x-forwarded-client-cert': 'Subject="CN=scheduler.sample.example"', 'x-ssl-client-verify': 'SUCCESS' },
      certificate: 'none',
    },
    { name: 'the certificate while the name is empty', variables: { CRON_CLIENT_NAME: '' }, headers: {}, certificate: 'client' },
    { name: 'the certificate while the name is not set', variables: {}, headers: {}, certificate: 'client' },
  ],
  accepted: () => [{ name: 'the certificate of the true caller', variables, headers: {}, certificate: 'client' }],
};
