import { unlogged } from '../model/log';
import type { Rule } from '../model/rule';
import { endpointInWords } from '../model/violation';

/** Reports endpoints at which nobody can see later who called and who tried to. */
export const requireAccessLog: Rule = {
  id: 'require-access-log',
  meta: {
    family: 'effect',
    title: 'Log accepted and rejected attempts',
    recommended: 'off',
    strict: 'warning',
    cwe: 778,
    owasp: 'API8:2023',
    tenet: 7,
    why: 'Without a log nobody notices that a secret is being guessed, or that a stolen one is used.',
    remedy: 'Log the outcome of every verification, the accepted ones too, without the credential.',
  },
  *check({ endpoint, graph, guards }) {
    const { accepted, rejected } = unlogged(graph);
    if (!accepted && !rejected) return;
    const which = accepted && rejected ? 'Neither accepted nor rejected' : accepted ? 'Accepted' : 'Rejected';
    const [guard] = guards;
    yield {
      span: endpoint.declaration,
      message: `${which} attempts to call \`${endpointInWords(endpoint)}\` leave ${accepted && rejected ? 'a' : 'no'} log.`,
      path: guard ? [{ span: guard.span, message: 'the attempt is decided here' }] : [],
      confidence: 'certain',
      ...(guard && { guard }),
    };
  },
};
