import { exposures } from '../model/path';
import type { Rule } from '../model/rule';
import { certain as certainly, endpointInWords } from '../model/violation';

/** Reports endpoints that do something, or answer with success, before any credential is verified. */
export const requireAuthentication: Rule = {
  id: 'require-authentication',
  meta: {
    family: 'path',
    title: 'Verify a credential before anything happens',
    recommended: 'error',
    strict: 'error',
    cwe: 306,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'A scheduled endpoint is a public endpoint: whoever learns its URL can run the job, as often as they like.',
    remedy: 'Verify what the scheduler presents first, and reject the request when the verification fails.',
  },
  *check({ endpoint, graph, guards, unresolved }) {
    for (const { cause, target, certain, stations } of exposures(graph, guards)) {
      if (cause !== 'open') continue;
      const name = endpointInWords(endpoint);
      const message =
        target.kind === 'response'
          ? `\`${name}\` answers with success although no credential was verified.`
          : `\`${name}\` runs \`${target.what}\` although no credential was verified${certain ? '' : '; what the call does could not be resolved'}.`;
      yield {
        span: endpoint.declaration,
        message,
        path: [...stations, ...unresolved],
        confidence: certain && unresolved.length === 0 ? 'certain' : 'assumed',
      };
    }
  },
  *checkManifest(fact) {
    if (fact.kind === 'open-service')
      yield certainly(fact.span, `Everybody may call the scheduled service \`${fact.service}\`: ${fact.grant}.`);
  },
};
