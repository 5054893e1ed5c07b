import type { Rule } from '../model/rule';
import { exposed, excuseInWords } from '../model/violation';

/** Reports checks that let requests pass while the secret is not configured. */
export const noFailOpen: Rule = {
  id: 'no-fail-open',
  meta: {
    family: 'path',
    title: 'Reject when the secret is not configured',
    recommended: 'error',
    strict: 'error',
    cwe: 636,
    owasp: 'API8:2023',
    tenet: 6,
    why: 'A variable that is missing in one deployment, misspelled or deleted turns the verification off, and nothing tells.',
    remedy: 'Reject every request while the secret is not set, before comparing anything with it.',
  },
  *check(facts) {
    yield* exposed(facts, 'unset', (exposure) => `Requests pass unverified when ${excuseInWords(exposure, facts.guards)}.`);
  },
};
