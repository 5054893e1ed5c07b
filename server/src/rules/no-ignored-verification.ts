import type { Rule } from '../model/rule';
import { sameSpan } from '../model/source';
import { guardInWords } from '../model/stations';
import { exposed } from '../model/violation';

/** Reports verifications whose result does not decide whether the handler goes on. */
export const noIgnoredVerification: Rule = {
  id: 'no-ignored-verification',
  meta: {
    family: 'path',
    title: 'Let the result of the verification decide',
    recommended: 'error',
    strict: 'error',
    cwe: 252,
    owasp: 'API2:2023',
    tenet: 6,
    why: 'A verification that is not awaited, not looked at, or followed by the work anyway protects nothing and looks as if it did.',
    remedy: 'Await the verification, and return or throw the rejection before anything else happens.',
  },
  *check(facts) {
    yield* exposed(facts, 'ignored', ({ at, guard, target, stations }) => {
      const checked = guard === undefined ? 'the credential' : guardInWords(facts.guards[guard]);
      const effect = target.kind === 'response' ? 'the success response' : `\`${target.what}\``;
      const reason = stations.find(({ span, message }) => sameSpan(span, at) && !message.startsWith('the check of'))?.message;
      return reason
        ? `A failed check of ${checked} does not keep ${effect} from happening: ${reason}.`
        : `A failed check of ${checked} does not keep ${effect} from happening.`;
    });
  },
};
