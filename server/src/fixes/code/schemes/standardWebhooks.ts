import { tolerance } from './freshness';
import { header, optional, rotating } from './rotating';

const parameters = `id${header}, timestamp${header}, signature${header}, body${optional}, secret${optional}`;

const parse = `
  const key = /^(?:whsec_)?([A-Za-z0-9+/]{16,}={0,2})$/.exec(secret ?? '')?.[1];
  if (!key || !id || body === undefined || !/^\\d{1,12}$/.test(timestamp ?? '')) return false;
  if (Math.abs(Date.now() - Number(timestamp) * 1000) > toleranceInMilliseconds) return false;`;

/** Standard Webhooks, as Svix and others send them: identity, time and body are signed. */
export const standardWebhooks = rotating({
  id: 'verify-standard-webhook',
  title: 'Verify a Standard Webhooks signature',
  presents: undefined,
  noun: 'Webhook',
  files: ['verify-webhook', 'verify-standard-webhook'],
  credential: 'a fresh Standard Webhooks signature',
  notes: ['The header Webhook-Signature lists v1,<base64 HMAC-SHA256 of id.timestamp.body>.'],
  word: 'signature',
  variable: 'WEBHOOK_SECRET',
  headers: { id: 'webhook-id', timestamp: 'webhook-timestamp', signature: 'webhook-signature' },
  coversBody: true,
  constants: tolerance,
  accepts: (secret) => `isSigned(id, timestamp, signature, body, ${secret})`,
  onNode: {
    imports: ["import { createHmac, timingSafeEqual } from 'node:crypto';"],
    functions: `function isSigned(${parameters})‹: boolean› {${parse}
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(\`\${id}.\${timestamp}.\${body}\`).digest();
  return (signature ?? '').split(' ').some((one) => {
    const presented = Buffer.from(/^v1,([A-Za-z0-9+/]{43}=)$/.exec(one)?.[1] ?? '', 'base64');
    return presented.length === expected.length && timingSafeEqual(presented, expected);
  });
}
`,
  },
  onEdge: {
    functions: `async function isSigned(${parameters})‹: Promise<boolean>› {${parse}
  const verifying = await crypto.subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const content = new TextEncoder().encode(\`\${id}.\${timestamp}.\${body}\`);
  for (const one of (signature ?? '').split(' ')) {
    const presented = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(one)?.[1];
    if (presented && (await crypto.subtle.verify('HMAC', verifying, bytesOf(presented), content))) return true;
  }
  return false;
}

function bytesOf(base64‹: string›) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
`,
  },
});
