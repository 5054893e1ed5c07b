import type { Rule } from '../model/rule';
import { exposed, excuseInWords } from '../model/violation';

/** Reports verifications that are skipped for an environment, a host name or a switch. */
export const noInternalBypass: Rule = {
  id: 'no-internal-bypass',
  meta: {
    family: 'path',
    title: 'Verify in every environment',
    recommended: 'error',
    strict: 'error',
    cwe: 288,
    owasp: 'API8:2023',
    tenet: 2,
    why: 'Preview, staging and development deployments are reachable too, often with production data, and one wrong setting exempts production.',
    remedy: 'Verify in every environment, and give development a secret of its own.',
  },
  *check(facts) {
    yield* exposed(facts, 'environment', (exposure) => `Requests pass unverified when ${excuseInWords(exposure, facts.guards)}.`);
  },
};
