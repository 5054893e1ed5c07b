import type { Rule } from '../model/rule';
import { certain, endpointInWords } from '../model/violation';

/** Reports calls to services of the same system that carry no credential. */
export const requireServiceAuthentication: Rule = {
  id: 'require-service-authentication',
  meta: {
    family: 'effect',
    title: 'Authenticate calls between services',
    recommended: 'warning',
    strict: 'error',
    cwe: 306,
    owasp: 'API2:2023',
    tenet: 2,
    why: 'A service that answers a call without a credential answers the same call from everybody who can reach it.',
    remedy: 'Send a credential of the calling service, and verify it in the one that is called.',
  },
  *check({ endpoint, bareCalls }) {
    for (const { span, target } of bareCalls) {
      yield {
        span,
        message: `The request to \`${target}\`, a service of the same system, carries no credential.`,
        path: [{ span: endpoint.declaration, message: `\`${endpointInWords(endpoint)}\` sends it` }],
        confidence: 'certain',
      };
    }
  },
  *checkManifest(fact) {
    if (fact.kind !== 'request') return;
    const { span, target, credentials, isComplete, isServed, isOwnService, isCleartext } = fact;
    if (credentials.length === 0 && isComplete && isOwnService && !isServed) {
      yield certain(span, `The scheduled request to \`${target}\`, a service of the same system, carries no credential.`);
    }
    if (credentials.length > 0 && isCleartext) {
      yield certain(span, `The credential of the scheduled request travels unencrypted, to a server that proves nothing: \`${target}\`.`);
    }
  },
};
