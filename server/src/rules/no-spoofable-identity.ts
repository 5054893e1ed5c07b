import type { Rule } from '../model/rule';
import { exposed, excuseAt } from '../model/violation';

/** Reports access that is granted for something any client can send. */
export const noSpoofableIdentity: Rule = {
  id: 'no-spoofable-identity',
  meta: {
    family: 'path',
    title: 'Accept no claim that anyone can make',
    recommended: 'error',
    strict: 'error',
    cwe: 290,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'A header such as `x-vercel-cron` or a user agent says who calls; it does not prove it, and every client can send the same.',
    remedy: 'Verify a secret or a signature; read such headers for logging only.',
  },
  *check(facts) {
    yield* exposed(facts, 'claim', (exposure) => {
      const condition = excuseAt(exposure);
      return condition?.kind === 'claim' && condition.name !== ''
        ? `Requests pass because of \`${condition.name}\`, which any client can send.`
        : 'Requests pass because of a claim that any client can make.';
    });
  },
};
