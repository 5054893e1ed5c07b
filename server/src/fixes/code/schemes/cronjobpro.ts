import type { Scheme, SchemeCode } from '../scheme';
import { tolerance } from './freshness';

const parameters = 'header‹: string | null | undefined›, body‹: string | undefined›, secret‹: string | undefined›';

const parse = `
  if (!secret || body === undefined) return false;
  const timestamp = /(?:^|,)\\s*t=(\\d{1,15})(?=,|$)/.exec(header ?? '')?.[1];
  const signature = /(?:^|,)\\s*v1=([0-9a-f]{64})(?=,|$)/i.exec(header ?? '')?.[1];
  if (!timestamp || !signature) return false;
  // Seconds, or milliseconds when there are more than ten digits.
  const sentAt = timestamp.length > 10 ? Number(timestamp) : Number(timestamp) * 1000;
  if (Math.abs(Date.now() - sentAt) > toleranceInMilliseconds) return false;`;

const onNode: SchemeCode = {
  imports: ["import { createHmac, timingSafeEqual } from 'node:crypto';"],
  constants: tolerance,
  accepts: 'isSigned(signature, body, secret) || isSigned(signature, body, process.env.CRONJOBPRO_WEBHOOK_SECRET_NEXT)',
  isAsync: false,
  functions: `function isSigned(${parameters})‹: boolean› {${parse}
  const expected = createHmac('sha256', secret).update(\`\${timestamp}.\${body}\`).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
`,
};

const onEdge: SchemeCode = {
  imports: [],
  constants: tolerance,
  accepts: '(await isSigned(signature, body, secret)) || (await isSigned(signature, body, process.env.CRONJOBPRO_WEBHOOK_SECRET_NEXT))',
  isAsync: true,
  functions: `async function isSigned(${parameters})‹: Promise<boolean>› {${parse}
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', key, bytes, encoder.encode(\`\${timestamp}.\${body}\`));
}
`,
};

/** A signature with freshness over the body, as CronJobPro sends it. */
export const cronjobpro: Scheme = {
  id: 'verify-hmac',
  title: "Verify CronJobPro's signature",
  presents: 'cronjobpro',
  noun: 'CronJobPro',
  files: ['verify-cronjobpro', 'verify-cronjobpro-signature'],
  credential: 'a fresh signature of CronJobPro',
  notes: [
    'The header X-CronJobPro-Signature is t=<time>,v1=<hex HMAC-SHA256 of time.body>.',
    'Set CRONJOBPRO_WEBHOOK_SECRET_NEXT too while the secret is being replaced: both are accepted then.',
  ],
  word: 'signature',
  settings: { secret: 'CRONJOBPRO_WEBHOOK_SECRET' },
  headers: { signature: 'x-cronjobpro-signature' },
  coversBody: true,
  bindsPath: false,
  code: (edge) => (edge ? onEdge : onNode),
};
