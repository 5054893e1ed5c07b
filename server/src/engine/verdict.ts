import type { Guard, Verification } from '../model/access';
import { assuranceLevels, type Assurance, type Verdict } from '../model/finding';
import type { Cause, Exposure } from '../model/path';

const unverifiedBy = new Set(['require-authentication', 'no-ignored-verification']);
const weakenedBy = new Set(['no-fail-open', 'no-internal-bypass', 'no-ip-trust', 'no-spoofable-identity', 'require-canonical-path']);

/** Whether a rule is about who gets in. */
export function isAboutAccess(rule: string): boolean {
  return unverifiedBy.has(rule) || weakenedBy.has(rule);
}

/** Whether requests are verified, told by what was found at the endpoint; what is suppressed or not to be reported counts too. */
export function verdict(findings: Iterable<{ readonly rule: string }>): Verdict {
  let answer: Verdict = 'verified';
  for (const { rule } of findings) {
    if (unverifiedBy.has(rule)) return 'unverified';
    if (weakenedBy.has(rule)) answer = 'weak';
  }
  return answer;
}

const byCause: Readonly<Record<Cause, Assurance>> = {
  open: 'none',
  ignored: 'none',
  unset: 'none',
  environment: 'none',
  spelling: 'none',
  network: 'network',
  claim: 'claimed',
};

/** How strong the weakest thing is that lets a request pass: an exposure's excuse, else the weakest guard. */
export function assurance(guards: readonly Guard[], verdict: Verdict, exposures: readonly Exposure[]): Assurance {
  if (verdict === 'unverified') return 'none';
  const levels =
    exposures.length > 0
      ? exposures.map(({ cause }) => byCause[cause])
      : guards.flatMap(({ verification }) => strength(verification) ?? []);
  return levels.reduce((weakest, level) => (rank(level) < rank(weakest) ? level : weakest), levels[0] ?? 'none');
}

function rank(level: Assurance): number {
  return assuranceLevels.indexOf(level);
}

/** What one verification proves; `undefined` when it verifies nothing and so lets nobody pass. */
export function strength({ credential, method, binds, weaknesses }: Verification): Assurance | undefined {
  if (method === 'decode-only') return undefined;
  switch (credential.kind) {
    case 'platform':
      return credential.isKey ? 'static-secret' : 'identity';
    case 'certificate':
    case 'session':
      return 'identity';
    case 'signature':
      return binds.includes('time') ? 'signed-fresh' : 'signature';
    case 'token': {
      if (credential.format === 'opaque') return 'static-secret';
      const pinned = binds.includes('audience') && binds.includes('issuer') && binds.includes('caller') && weaknesses.length === 0;
      return pinned ? 'identity' : binds.includes('expiry') ? 'signed-fresh' : 'signature';
    }
    default:
      return 'static-secret';
  }
}
