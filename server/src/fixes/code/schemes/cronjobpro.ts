import { tolerance } from './freshness';
import { header, optional, rotating } from './rotating';

const parameters = `header${header}, body${optional}, secret${optional}`;

const parse = `
  if (!secret || body === undefined) return false;
  const timestamp = /(?:^|,)\\s*t=(\\d{1,15})(?=,|$)/.exec(header ?? '')?.[1];
  const signature = /(?:^|,)\\s*v1=([0-9a-f]{64})(?=,|$)/i.exec(header ?? '')?.[1];
  if (!timestamp || !signature) return false;
  // Seconds, or milliseconds when there are more than ten digits.
  const sentAt = timestamp.length > 10 ? Number(timestamp) : Number(timestamp) * 1000;
  if (Math.abs(Date.now() - sentAt) > toleranceInMilliseconds) return false;`;

/** A signature with freshness over the body, as CronJobPro sends it. */
export const cronjobpro = rotating({
  id: 'verify-hmac',
  title: "Verify CronJobPro's signature",
  presents: 'cronjobpro',
  noun: 'CronJobPro',
  files: ['verify-cronjobpro', 'verify-cronjobpro-signature'],
  credential: 'a fresh signature of CronJobPro',
  notes: ['The header X-CronJobPro-Signature is t=<time>,v1=<hex HMAC-SHA256 of time.body>.'],
  word: 'signature',
  variable: 'CRONJOBPRO_WEBHOOK_SECRET',
  headers: { signature: 'x-cronjobpro-signature' },
  coversBody: true,
  constants: tolerance,
  accepts: (secret) => `isSigned(signature, body, ${secret})`,
  onNode: {
    imports: ["import { createHmac, timingSafeEqual } from 'node:crypto';"],
    functions: `function isSigned(${parameters})‹: boolean› {${parse}
  const expected = createHmac('sha256', secret).update(\`\${timestamp}.\${body}\`).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
`,
  },
  onEdge: {
    functions: `async function isSigned(${parameters})‹: Promise<boolean>› {${parse}
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', key, bytes, encoder.encode(\`\${timestamp}.\${body}\`));
}
`,
  },
});
