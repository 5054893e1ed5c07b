import type { Verdict } from '../../../server/src/model/finding';
import type { Frame } from './frames';

/** What decides about access, and what that is worth. */
export interface Scheme {
  readonly id: string;
  readonly verdict: Verdict;
  readonly imports: string;
  /** Module-level declarations that the statements need. */
  readonly declarations: string;
  /** Statements before the condition. */
  before(frame: Frame): string;
  /** An expression that is true when the request may pass. */
  readonly condition: string;
}

const none = { imports: '', declarations: '' };
const presented =
  (...names: readonly string[]) =>
  (frame: Frame): string =>
    names.map((name, index) => `const presented${index || ''} = ${frame.header(name)};`).join('\n');
const secret = 'const secret = process.env.CRON_SECRET;\n';

/** Verifications and what is mistaken for them. None depends on how its result is enforced. */
export const schemes: readonly Scheme[] = [
  {
    id: 'bearer in constant time',
    verdict: 'verified',
    imports: "import { createHash, timingSafeEqual } from 'node:crypto';",
    declarations: "const digest = (text: string) => createHash('sha256').update(text).digest();",
    before: (frame) => secret + presented('authorization')(frame),
    condition: "Boolean(secret) && timingSafeEqual(digest(presented ?? ''), digest(`Bearer ${secret}`))",
  },
  {
    ...none,
    id: 'bearer',
    verdict: 'verified',
    before: (frame) => secret + presented('authorization')(frame),
    condition: '!!secret && presented === `Bearer ${secret}`',
  },
  {
    ...none,
    id: 'key with rotation',
    verdict: 'verified',
    before: presented('x-api-key'),
    condition:
      '(!!process.env.JOB_KEY && presented === process.env.JOB_KEY) || (!!process.env.JOB_KEY_NEXT && presented === process.env.JOB_KEY_NEXT)',
  },
  {
    ...none,
    id: 'one of several keys',
    verdict: 'verified',
    before: (frame) =>
      `const keys = [process.env.JOB_KEY, process.env.JOB_KEY_NEXT].filter((key) => key !== undefined && key !== '');\n${presented('x-api-key')(frame)}`,
    condition: 'keys.some((key) => key === presented)',
  },
  {
    id: 'verified token',
    verdict: 'verified',
    imports: "import { createRemoteJWKSet, jwtVerify } from 'jose';",
    declarations: "const keys = createRemoteJWKSet(new URL('https://issuer.example/jwks'));",
    before: (frame) =>
      `${presented('authorization')(frame)}\nconst valid = await jwtVerify(String(presented).slice(7), keys, { issuer: 'https://issuer.example', audience: 'jobs', subject: 'scheduler' }).then(() => true, () => false);`,
    condition: 'valid',
  },
  {
    ...none,
    id: 'unless the secret is unset',
    verdict: 'weak',
    before: (frame) => secret + presented('authorization')(frame),
    condition: '!secret || presented === `Bearer ${secret}`',
  },
  {
    ...none,
    id: 'bearer of what may be unset',
    verdict: 'weak',
    before: presented('authorization'),
    condition: 'presented === `Bearer ${process.env.CRON_SECRET}`',
  },
  {
    ...none,
    id: 'outside production',
    verdict: 'weak',
    before: (frame) => secret + presented('authorization')(frame),
    condition: "process.env.NODE_ENV !== 'production' || (!!secret && presented === `Bearer ${secret}`)",
  },
  { ...none, id: 'claimed header', verdict: 'weak', before: presented('x-vercel-cron'), condition: "presented === '1'" },
  {
    ...none,
    id: 'claimed header or bearer',
    verdict: 'weak',
    before: (frame) => secret + presented('authorization', 'x-vercel-cron')(frame),
    condition: "(!!secret && presented === `Bearer ${secret}`) || presented1 === '1'",
  },
  { ...none, id: 'user agent', verdict: 'weak', before: presented('user-agent'), condition: "String(presented).includes('vercel-cron')" },
  { ...none, id: 'address', verdict: 'weak', before: presented('x-forwarded-for'), condition: "presented === '10.0.0.7'" },
  { ...none, id: 'presence', verdict: 'unverified', before: presented('authorization'), condition: '!!presented' },
  {
    ...none,
    id: 'scheme of the header',
    verdict: 'unverified',
    before: presented('authorization'),
    condition: "String(presented).startsWith('Bearer ')",
  },
];
