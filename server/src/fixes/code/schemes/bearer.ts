import type { Scheme, SchemeCode } from '../scheme';

const digests = '// Digests have one length, so that neither content nor length of the secret shows in the time this takes.';

const onNode: SchemeCode = {
  imports: ["import { createHash, timingSafeEqual } from 'node:crypto';"],
  constants: '',
  accepts: 'presents(authorization, secret) || presents(authorization, process.env.CRON_SECRET_NEXT)',
  isAsync: false,
  functions: `${digests}
function presents(authorization‹: string | null | undefined›, secret‹: string | undefined›)‹: boolean› {
  if (!authorization || !secret) return false;
  return timingSafeEqual(sha256(authorization), sha256(\`Bearer \${secret}\`));
}

function sha256(text‹: string›)‹: Buffer› {
  return createHash('sha256').update(text).digest();
}
`,
};

const onEdge: SchemeCode = {
  imports: [],
  constants: '',
  accepts: '(await presents(authorization, secret)) || (await presents(authorization, process.env.CRON_SECRET_NEXT))',
  isAsync: true,
  functions: `${digests}
async function presents(authorization‹: string | null | undefined›, secret‹: string | undefined›)‹: Promise<boolean>› {
  if (!authorization || !secret) return false;
  const [presented, expected] = await Promise.all([sha256(authorization), sha256(\`Bearer \${secret}\`)]);
  let difference = 0;
  for (let index = 0; index < expected.length; index++) difference |= presented[index]‹!› ^ expected[index]‹!›;
  return difference === 0;
}

async function sha256(text‹: string›)‹: Promise<Uint8Array>› {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
`,
};

/** A static secret: what Vercel and most other schedulers can present. */
export const bearer: Scheme = {
  id: 'verify-bearer',
  title: 'Verify the bearer secret in CRON_SECRET',
  presents: 'bearer',
  noun: 'Cron',
  files: ['verify-cron', 'verify-cron-secret'],
  credential: 'the header Authorization: Bearer <CRON_SECRET>',
  notes: ['Set CRON_SECRET_NEXT too while the secret is being replaced: both are accepted then.'],
  word: 'bearer secret',
  settings: { secret: 'CRON_SECRET' },
  headers: { authorization: 'authorization' },
  coversBody: false,
  bindsPath: false,
  code: (edge) => (edge ? onEdge : onNode),
};
