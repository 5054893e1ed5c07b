import type { Rule } from '../model/rule';
import { guardInWords } from '../model/stations';
import { certain } from '../model/violation';

/** Reports secrets, or defaults of secrets, that are written in source code. */
export const noHardcodedSecret: Rule = {
  id: 'no-hardcoded-secret',
  meta: {
    family: 'guard',
    title: 'Keep secrets out of the source code',
    recommended: 'error',
    strict: 'error',
    cwe: 798,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'Whoever can read the repository, its history or a bundle knows the secret, and it cannot be rotated without a release.',
    remedy:
      'Read the secret from the environment or a secret store, reject requests while it is missing, and replace the value that was published.',
  },
  *check({ guards }) {
    for (const guard of guards) {
      const { secret } = guard.verification;
      if (secret.kind !== 'literal') continue;
      yield {
        span: secret.span,
        message: `The secret that ${guardInWords(guard)} is checked against is written in the source code.`,
        path: [{ span: guard.span, message: 'the literal is used here' }],
        confidence: 'certain',
        guard,
      };
    }
  },
  *checkManifest(fact) {
    const credentials = fact.kind === 'request' ? fact.credentials : fact.kind === 'connection' ? [fact.credential] : [];
    for (const { name, value, span } of credentials) {
      if (value === 'literal')
        yield certain(span, `The secret that the scheduled request carries as \`${name}\` is written in the manifest.`);
    }
  },
};
