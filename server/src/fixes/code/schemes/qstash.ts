import { type Scheme, type SchemeCode, ofHeaders } from '../scheme';

const code: SchemeCode = {
  imports: ["import { Receiver } from '@upstash/qstash';"],
  constants: '',
  accepts:
    "await isSigned(new Receiver({ currentSigningKey, nextSigningKey, devMode: false }), signature, body, baseUrl.replace(/\\/$/, '') + path)",
  isAsync: true,
  functions: `async function isSigned(receiver‹: Receiver›, signature‹: string | null | undefined›, body‹: string | undefined›, url‹: string›)‹: Promise<boolean>› {
  if (!signature || body === undefined) return false;
  try {
    return await receiver.verify({ signature, body, url });
  } catch {
    return false;
  }
}
`,
};

/** The signed token of Upstash QStash. Its own wrappers bind no address and honour QSTASH_DEV, so its receiver is used. */
export const qstash: Scheme = {
  ...ofHeaders,
  id: 'verify-qstash',
  title: "Verify QStash's signature",
  presents: 'qstash',
  noun: 'QStash',
  files: ['verify-qstash', 'verify-qstash-signature'],
  credential: 'a signature that QStash made for this address with the current or the next signing key',
  notes: ['QSTASH_DESTINATION is what the address begins with in front of the path: https://app.example.com.'],
  word: 'signature',
  settings: {
    currentSigningKey: 'QSTASH_CURRENT_SIGNING_KEY',
    nextSigningKey: 'QSTASH_NEXT_SIGNING_KEY',
    baseUrl: 'QSTASH_DESTINATION',
  },
  headers: { signature: 'upstash-signature' },
  coversBody: true,
  bindsPath: true,
  code: ({ installed }) => (installed.has('@upstash/qstash') ? code : undefined),
};
