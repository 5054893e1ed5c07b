import { type Scheme, ofHeaders } from '../scheme';

/** A client certificate that the connection has verified, where the process itself ends TLS. */
export const clientCertificate: Scheme = {
  ...ofHeaders,
  id: 'verify-client-certificate',
  title: 'Verify the client certificate',
  presents: 'client-certificate',
  noun: 'Client',
  files: ['verify-client', 'verify-client-certificate'],
  credential: 'a client certificate that was issued to CRON_CLIENT_NAME',
  notes: [
    'The server itself must end TLS and ask for certificates: https.createServer({ …, requestCert: true, ca }, app).',
    'The authorities in ca must be ones that issue certificates of clients only.',
  ],
  word: 'client certificate',
  settings: { name: 'CRON_CLIENT_NAME' },
  headers: {},
  readsSocket: true,
  isRare: true,
  code: ({ edge }) =>
    edge
      ? undefined
      : {
          imports: ["import { TLSSocket } from 'node:tls';"],
          constants: '',
          accepts: 'isClient(socket, name)',
          isAsync: false,
          functions: `function isClient(socket‹: unknown›, name‹: string›)‹: boolean› {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return false;
  return socket.getPeerCertificate().subject?.CN === name;
}
`,
        },
};
