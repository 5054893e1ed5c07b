/** Compares a bearer header with a secret. `absent` is what the framework gives for a header that was not sent. */
export function compareDigests(absent: 'null' | 'undefined'): string {
  return `// Digests have one length, so that neither content nor length of the secret shows in the time this takes.
function presents(authorization‹: string | ${absent}›, secret‹: string | undefined›)‹: boolean› {
  if (!authorization || !secret) return false;
  return timingSafeEqual(sha256(authorization), sha256(\`Bearer \${secret}\`));
}

function sha256(text‹: string›)‹: Buffer› {
  return createHash('sha256').update(text).digest();
}
`;
}

/** The same where only WebCrypto is at hand. */
export const compareDigestsOnEdge = `// Digests have one length, so that neither content nor length of the secret shows in the time this takes.
async function presents(authorization‹: string | null›, secret‹: string | undefined›)‹: Promise<boolean>› {
  if (!authorization || !secret) return false;
  const [presented, expected] = await Promise.all([sha256(authorization), sha256(\`Bearer \${secret}\`)]);
  let difference = 0;
  for (let index = 0; index < expected.length; index++) difference |= presented[index]‹!› ^ expected[index]‹!›;
  return difference === 0;
}

async function sha256(text‹: string›)‹: Promise<Uint8Array>› {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
`;

function log(request: string, type: string, path: string): string {
  return `/** Every attempt passes here, accepted or not: the place to send it to your own log. */
function logAttempt(${request}‹: ${type}›, outcome‹: 'accepted' | 'rejected'›, reason‹: string›)‹: void› {
  const line = \`\${${request}.method} \${${path}} \${outcome}: \${reason}\`;
  if (outcome === 'accepted') console.info(line);
  else console.warn(line);
}
`;
}

/** The log hook of fetch-style handlers. Query strings are left out: they may hold secrets. */
export const logWeb = log('request', 'Request', 'new URL(request.url).pathname');

/** The log hook of Next.js API routes. */
export const logPages = log('req', 'NextApiRequest', "req.url?.split('?')[0]");

/** The log hook of Express. */
export const logExpress = log('req', 'Request', 'req.baseUrl + req.path');
