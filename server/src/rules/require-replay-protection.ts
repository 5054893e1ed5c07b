import type { Rule } from '../model/rule';
import { credentialInWords } from '../model/stations';

/** Reports signatures that stay valid forever. */
export const requireReplayProtection: Rule = {
  id: 'require-replay-protection',
  meta: {
    family: 'guard',
    title: 'Accept a signed request only while it is fresh',
    recommended: 'warning',
    strict: 'error',
    cwe: 294,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'A signed request that was recorded once, in a log or on the way, can be sent again at any time, and its signature is still right.',
    remedy: 'Sign a timestamp together with the body, and reject requests whose timestamp is older than a few minutes.',
  },
  *check({ guards }) {
    for (const guard of guards) {
      const { credential, binds } = guard.verification;
      if (credential.kind !== 'signature' || binds.includes('time')) continue;
      const name = credentialInWords(credential).replace(/^the/, 'The');
      yield {
        span: guard.span,
        message: `${name} stays valid forever: no timestamp that it covers is checked.`,
        path: [],
        confidence: 'certain',
        guard,
      };
    }
  },
};
