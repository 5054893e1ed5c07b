import { bearer } from '../../fixes/code/schemes/bearer';
import { cronjobpro } from '../../fixes/code/schemes/cronjobpro';
import { standardWebhooks } from '../../fixes/code/schemes/standardWebhooks';
import type { Scheme } from '../../fixes/code/scheme';

/** What a test presents to an endpoint that verifies one kind of credential. Code is a template (`style.ts`). */
export interface TestCredential {
  readonly scheme: Scheme;
  /** The variable that holds the secret. */
  readonly variable: string;
  readonly imports: readonly string[];
  /** Expressions for the secret that the server has, and for another one of the same form. */
  readonly secret: string;
  readonly other: string;
  /** `presenting(secret)`: the headers that carry the credential; where it covers the body, that of a constant `body`. */
  readonly presenting: string;
  /** What the test of the right one says. */
  readonly accepts: string;
}

const credentials: readonly TestCredential[] = [
  {
    scheme: bearer,
    variable: 'CRON_SECRET',
    imports: [],
    secret: "'the secret of this test'",
    other: "'another secret'",
    presenting: `function presenting(key‹: string›)‹: Record<string, string>› {
  return { authorization: \`Bearer \${key}\` };
}
`,
    accepts: 'accepts the secret',
  },
  {
    scheme: cronjobpro,
    variable: 'CRONJOBPRO_WEBHOOK_SECRET',
    imports: ["import { createHmac } from 'node:crypto';"],
    secret: "'the secret of this test'",
    other: "'another secret'",
    presenting: `function presenting(key‹: string›)‹: Record<string, string>› {
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', key).update(\`\${time}.\${body}\`).digest('hex');
  return { 'x-cronjobpro-signature': \`t=\${time},v1=\${signature}\` };
}
`,
    accepts: 'accepts a request that is signed with the secret',
  },
  {
    scheme: standardWebhooks,
    variable: 'WEBHOOK_SECRET',
    imports: ["import { createHmac } from 'node:crypto';"],
    secret: "Buffer.from('the secret of this test').toString('base64')",
    other: "Buffer.from('the secret of another').toString('base64')",
    presenting: `function presenting(key‹: string›)‹: Record<string, string>› {
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(\`test.\${time}.\${body}\`).digest('base64');
  return { 'webhook-id': 'test', 'webhook-timestamp': time, 'webhook-signature': \`v1,\${signature}\` };
}
`,
    accepts: 'accepts a request that is signed with the secret',
  },
];

/** The credential that a fix verifies, if a test can make one. */
export function credentialOf(fix: string): TestCredential | undefined {
  return credentials.find(({ scheme }) => scheme.id === fix);
}

/** The credential that an inserted verifier verifies, by the module's text. */
export function credentialVerifiedBy(module: string): TestCredential | undefined {
  return credentials.find(({ scheme: { noun }, variable }) => {
    const verifier = new RegExp(
      `\\b(?:rejectUnverified|refuseUnverified|requireVerified|verify)${noun}(?:Request)?\\(|\\bVerify${noun}Guard\\b`,
    );
    return verifier.test(module) && module.includes(variable);
  });
}
