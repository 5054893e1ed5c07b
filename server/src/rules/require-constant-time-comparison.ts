import type { Rule } from '../model/rule';
import { guardInWords } from '../model/stations';

/** Reports comparisons with a secret that stop at the first difference. */
export const requireConstantTimeComparison: Rule = {
  id: 'require-constant-time-comparison',
  meta: {
    family: 'guard',
    title: 'Compare secrets in constant time',
    recommended: 'warning',
    strict: 'warning',
    cwe: 208,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'A comparison that stops at the first difference takes longer the more of a guess is right, so the secret can be found step by step.',
    remedy: 'Hash both sides and compare the digests with `timingSafeEqual` of `node:crypto`.',
  },
  *check({ guards }) {
    for (const guard of guards) {
      const { credential, method, secret } = guard.verification;
      // Certificates are public; what proves the caller is the key, which the connection has verified.
      if (method !== 'early-exit' || credential.kind === 'certificate') continue;
      const expected = secret.kind === 'env' ? `\`${secret.name}\`` : 'the secret';
      yield {
        span: guard.span,
        message: `The comparison of ${guardInWords(guard)} with ${expected} stops at the first difference, so its duration tells how much of a guess is right.`,
        path: [],
        confidence: 'certain',
        guard,
      };
    }
  },
};
