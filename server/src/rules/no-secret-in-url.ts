import type { Rule } from '../model/rule';
import { guardInWords } from '../model/stations';
import { certain } from '../model/violation';

/** Reports credentials that travel in the URL. */
export const noSecretInUrl: Rule = {
  id: 'no-secret-in-url',
  meta: {
    family: 'guard',
    title: 'Keep credentials out of the URL',
    recommended: 'warning',
    strict: 'error',
    cwe: 598,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'URLs are written to access logs, proxies, monitoring and browser histories, and the credential with them.',
    remedy: 'Send the credential in a header, `Authorization: Bearer …`.',
  },
  *check({ guards }) {
    for (const guard of guards) {
      const { kind } = guard.verification.credential;
      if (kind !== 'query' && kind !== 'path') continue;
      yield {
        span: guard.read ?? guard.span,
        message: `The credential is read from the URL: ${guardInWords(guard)} carries it.`,
        path: [],
        confidence: 'certain',
        guard,
      };
    }
  },
  *checkManifest(fact) {
    if (fact.kind !== 'request') return;
    for (const { as, name } of fact.credentials) {
      const isInUrl = as === 'query' || (as === 'user' && name === 'password');
      if (isInUrl) yield certain(fact.span, `The scheduled request carries a credential in its URL: \`${name}\`.`);
    }
  },
};
