import type { Rule } from '../model/rule';
import { exposed } from '../model/violation';

/** Reports guards that a request passes by when its path is spelled in another way that the framework routes all the same. */
export const requireCanonicalPath: Rule = {
  id: 'require-canonical-path',
  meta: {
    family: 'path',
    title: 'Guard the path that is routed',
    recommended: 'error',
    strict: 'error',
    cwe: 647,
    owasp: 'API8:2023',
    tenet: 6,
    why: 'A path that is percent-encoded, differently cased or followed by a slash or query may not be recognised by the guard and still be routed to the handler.',
    remedy:
      'Guard by what the framework has matched (a route id, a mounted router, the handler itself), or refuse all paths but listed ones.',
  },
  *check(facts) {
    yield* exposed(
      facts,
      'spelling',
      () => 'A path that is spelled in another way is routed to the handler and not recognised by this test.',
    );
  },
};
