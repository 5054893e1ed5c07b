import type { Rule } from '../model/rule';
import { certain, endpointInWords } from '../model/violation';

/** Reports handlers that work with an administrator's rights. */
export const requireLeastPrivilege: Rule = {
  id: 'require-least-privilege',
  meta: {
    family: 'effect',
    title: 'Give a job no more rights than it needs',
    recommended: 'warning',
    strict: 'warning',
    cwe: 250,
    owasp: 'API5:2023',
    tenet: 3,
    why: 'A job that may do everything does everything for whoever gets past its check, and for every mistake in its code.',
    remedy: 'Use a role, a key or a database function that may do exactly what the job does.',
  },
  *check({ endpoint, privileges }) {
    for (const { span, reason } of privileges) {
      yield {
        span,
        message: `The client that the job works with has an administrator's rights: ${reason}.`,
        path: [{ span: endpoint.declaration, message: `\`${endpointInWords(endpoint)}\` works with it` }],
        confidence: 'certain',
      };
    }
  },
  *checkManifest(fact) {
    if (fact.kind === 'rights') yield certain(fact.span, `${fact.role} has an administrator's rights: ${fact.reason}.`);
  },
};
