import type { Verification } from '../model/access';
import type { Rule } from '../model/rule';
import { credentialInWords } from '../model/stations';
import { missingBindings } from '../model/tokens';

/** What a token's verification leaves unchecked, in words; empty when nothing is missing. */
function unchecked(verification: Verification): readonly string[] {
  return [...verification.weaknesses, ...missingBindings(verification).map((binding) => `no ${binding} is checked`)];
}

/** Reports tokens of which less is verified than what makes them mean this caller and this service. */
export const requireStrictTokenVerification: Rule = {
  id: 'require-strict-token-verification',
  meta: {
    family: 'guard',
    title: 'Verify everything that a token says',
    recommended: 'warning',
    strict: 'error',
    cwe: 347,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'A valid signature alone means that the issuer signed it for somebody: without audience, issuer, expiry and caller a token made for another purpose passes.',
    remedy:
      'Pin algorithm, issuer and audience, leave expiry on, and compare the caller (e-mail, subject or repository) with the scheduler’s.',
  },
  *check({ guards }) {
    for (const guard of guards) {
      const { credential, method } = guard.verification;
      if (credential.kind !== 'token') continue;
      const token = credentialInWords(credential).replace(/^the/, 'The');
      const gaps = unchecked(guard.verification);
      if (method !== 'decode-only' && gaps.length === 0) continue;
      const message =
        method === 'decode-only'
          ? `${token} is decoded without a verification of its signature.`
          : `${token} is accepted although ${list(gaps)}.`;
      yield { span: guard.span, message, path: [], confidence: 'certain', guard };
    }
  },
};

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
