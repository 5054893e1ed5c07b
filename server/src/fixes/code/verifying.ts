import type { FixAdapter, FixContext } from '../../model/fixing';
import type { Scheme } from './scheme';
import { bearer } from './schemes/bearer';
import { clientCertificate } from './schemes/clientCertificate';
import { cronjobpro } from './schemes/cronjobpro';
import { githubOidc } from './schemes/githubOidc';
import { googleOidc } from './schemes/googleOidc';
import { kubernetes } from './schemes/kubernetes';
import { qstash } from './schemes/qstash';
import { supabase } from './schemes/supabase';
import { canVerify, insertVerification } from './verification';

const presentable: readonly Scheme[] = [cronjobpro, qstash, googleOidc, githubOidc, supabase, kubernetes, clientCertificate];

/** The fix that inserts the verification of one kind of credential. */
export function verifying(scheme: Scheme): FixAdapter {
  const { id, title } = scheme;
  return {
    id,
    rules: ['require-authentication', 'no-spoofable-identity', 'no-ip-trust', 'require-canonical-path'],
    lastResortFor: ['no-ignored-verification', 'no-fail-open', 'no-internal-bypass'],
    perHandler: true,
    offer: (context) => (canVerify(context, scheme) ? { id, title, safe: false, preferred: preferredFor(context) === scheme } : undefined),
    build: (context) => insertVerification(context, scheme),
  };
}

/** What the endpoint's scheduler presents, where it can be verified; most schedulers can present a static secret. */
function preferredFor(context: FixContext): Scheme {
  return presentable.find((scheme) => scheme.presents === context.presents && canVerify(context, scheme)) ?? bearer;
}
