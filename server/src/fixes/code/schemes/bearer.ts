import { header, optional, rotating } from './rotating';

const digests = '// Digests have one length, so that neither content nor length of the secret shows in the time this takes.';
const parameters = `authorization${header}, secret${optional}`;
const absent = 'if (!authorization || !secret) return false;';

/** A static secret: what Vercel and most other schedulers can present. */
export const bearer = rotating({
  id: 'verify-bearer',
  title: 'Verify the bearer secret in CRON_SECRET',
  presents: 'bearer',
  noun: 'Cron',
  files: ['verify-cron', 'verify-cron-secret'],
  credential: 'the header Authorization: Bearer <CRON_SECRET>',
  notes: [],
  word: 'bearer secret',
  variable: 'CRON_SECRET',
  headers: { authorization: 'authorization' },
  coversBody: false,
  accepts: (secret) => `presents(authorization, ${secret})`,
  onNode: {
    imports: ["import { createHash, timingSafeEqual } from 'node:crypto';"],
    functions: `${digests}
function presents(${parameters})‹: boolean› {
  ${absent}
  return timingSafeEqual(sha256(authorization), sha256(\`Bearer \${secret}\`));
}

function sha256(text‹: string›)‹: Buffer› {
  return createHash('sha256').update(text).digest();
}
`,
  },
  onEdge: {
    functions: `${digests}
async function presents(${parameters})‹: Promise<boolean>› {
  ${absent}
  const [presented, expected] = await Promise.all([sha256(authorization), sha256(\`Bearer \${secret}\`)]);
  let difference = 0;
  for (let index = 0; index < expected.length; index++) difference |= presented[index]‹!› ^ expected[index]‹!›;
  return difference === 0;
}

async function sha256(text‹: string›)‹: Promise<Uint8Array>› {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
`,
  },
});
