import type { CompanionContext } from '../../../model/companion';
import { credentialVerifiedBy } from '../credentials';
import { googleOidc } from '../../../fixes/code/schemes/googleOidc';

/** A credential as a schedule sends it. */
export type Sent =
  /** `Authorization: Bearer …` with a secret that goes by this name where the platform keeps it. */
  | { readonly kind: 'bearer'; readonly variable: string; readonly word: string }
  /** A token of a service account, which the scheduler makes. */
  | { readonly kind: 'google-oidc'; readonly word: string };

/** What the endpoint verifies by an inserted verifier, or will once its preferred fix is applied; `undefined` for what manifests cannot send. */
export function sentBy({ guards, fixes, read }: CompanionContext): Sent | undefined {
  const [guard] = guards;
  const module = guard && (read(guard.span.uri) ?? '');
  const verified = module === undefined ? fixes : [verifiedIn(module)];
  if (verified.includes('verify-bearer')) return { kind: 'bearer', variable: 'CRON_SECRET', word: 'the bearer secret' };
  return verified.includes(googleOidc.id) ? { kind: 'google-oidc', word: 'a token of the service account' } : undefined;
}

function verifiedIn(module: string): string | undefined {
  if (new RegExp(`Unverified${googleOidc.noun}\\(|requireVerified${googleOidc.noun}\\(|verify${googleOidc.noun}Request\\(`).test(module))
    return googleOidc.id;
  return credentialVerifiedBy(module)?.scheme.id;
}
