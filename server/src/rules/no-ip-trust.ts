import type { Rule } from '../model/rule';
import { certain, exposed, excuseAt } from '../model/violation';

/** Reports access that is granted because of where a request comes from. */
export const noIpTrust: Rule = {
  id: 'no-ip-trust',
  meta: {
    family: 'path',
    title: 'Grant nothing for a network location',
    recommended: 'error',
    strict: 'error',
    cwe: 291,
    owasp: 'API2:2023',
    tenet: 2,
    why: 'Addresses are forwarded in headers that clients can write, are shared by everyone behind a proxy, VPN or cloud region, and change hands.',
    remedy: 'Verify a credential; an address list may stay in front of it.',
  },
  *check(facts) {
    yield* exposed(facts, 'network', (exposure) => {
      const condition = excuseAt(exposure);
      const source = condition?.kind === 'network' ? ` in \`${condition.source}\`` : '';
      return `The network address${source} is all that decides whether a request passes.`;
    });
  },
  *checkManifest(fact) {
    if (fact.kind !== 'address-list') return;
    yield certain(fact.span, `The addresses in \`${fact.setting}\` are all that this manifest asks of requests to \`${fact.path}\`.`);
  },
};
