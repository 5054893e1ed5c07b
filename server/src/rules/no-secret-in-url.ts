import type { Rule } from '../model/rule';
import { guardInWords } from '../model/stations';

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
};
